"""Send a draft of rules to be published by somebody else."""

from accounts.refusal import Refused
from applications.actions._law import locked
from applications.models import RuleSetDraft
from applications.rule_draft import why_not_ready


def submit_rule_draft(*, draft, by, at, expected_version):
    """Draft → waiting for approval, if every rule has its source and every example gives what it should."""
    with locked(draft, by=by, verb="submit_rule_draft", expected_version=expected_version) as row:
        sentence = why_not_ready(row)
        if sentence:
            raise Refused(sentence)
        row.state = RuleSetDraft.State.SUBMITTED
        row.submitted_at, row.submitted_by = at, by
    return row
