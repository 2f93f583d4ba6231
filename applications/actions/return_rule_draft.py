"""Send a draft of rules back to whoever wrote it."""

from accounts.refusal import Refused
from applications.actions._law import locked
from applications.models import RuleSetDraft
from applications.permissions import REASON_NEEDED


def return_rule_draft(*, draft, by, at, expected_version, reason):
    """Waiting for approval → draft, with the written reason."""
    if not reason.strip():
        raise Refused(REASON_NEEDED)
    with locked(draft, by=by, verb="return_rule_draft", expected_version=expected_version) as row:
        row.state = RuleSetDraft.State.DRAFT
        row.returned_at, row.returned_by, row.return_reason = at, by, reason.strip()
    return row
