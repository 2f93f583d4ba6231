"""The rules of the measure: plain Python, facts in, explained outcome out. Nothing of Django, no clock, no database."""
