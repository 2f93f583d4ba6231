"""Change the text of a draft, its worked examples, the day it is meant for."""

from applications.actions._law import locked
from applications.actions.create_rule_draft import refuse_second
from applications.rule_draft import read, read_cases


def edit_rule_draft(*, draft, by, at, expected_version, text, cases, activates_on):
    """Save what was written, if it is a rule set. Raises ``Refused`` with line, key, found, allowed; ``Stale``."""
    with locked(draft, by=by, verb="edit_rule_draft", expected_version=expected_version) as row:
        rules = read(text)
        read_cases(cases)
        refuse_second(plan_office=row.plan_office, name=rules.name, but=row)
        row.name, row.text, row.cases, row.activates_on = rules.name, text, cases, activates_on
        row.written_at, row.written_by = at, by
    return row
