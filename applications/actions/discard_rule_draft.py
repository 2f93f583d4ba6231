"""Put a draft of rules aside for good."""

from applications.actions._law import locked
from applications.models import RuleSetDraft


def discard_rule_draft(*, draft, by, at, expected_version):
    """Draft → discarded; its name is free for another. The row stays, with who wrote it last."""
    with locked(draft, by=by, verb="discard_rule_draft", expected_version=expected_version) as row:
        row.state = RuleSetDraft.State.DISCARDED
        row.written_at, row.written_by = at, by
    return row
