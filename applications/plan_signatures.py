"""Which signatures a plan still lacks."""

from applications.models import Party, plan_terms_of


def missing_signatures(application, plan):
    """(needed, only asked for): the parties that have not signed yet. The manager signs by approving."""
    there = set(plan.valid_signatures())
    asked = [Party.PERSON, Party.ASST, Party.SOCIAL]
    if plan.caregiver_takes_part:
        asked.insert(1, Party.CAREGIVER)
    required = [Party(one) for one in plan_terms_of(application.call).required]
    needed = [one for one in required if one not in there and one != Party.MANAGER]
    return needed, [one for one in asked if one not in there and one not in needed]
