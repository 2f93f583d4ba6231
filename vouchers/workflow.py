"""The life of a monthly run: its states and the only moves between them. Pure tables, no database."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("In checks")
    LOCKED = "locked", _("Locked")
    APPROVED = "approved", _("Approved")
    ISSUING = "issuing", _("Making the papers")
    ISSUED = "issued", _("Issued")
    PAID = "paid", _("Paid")


# state → (tone, icon) of its tag
APPEARANCE = {
    RunState.DRAFT: ("mute", "pencil"),
    RunState.CHECKED: ("info", "clock"),
    RunState.LOCKED: ("info", "locked"),
    RunState.APPROVED: ("info", "check-circle"),
    RunState.ISSUING: ("info", "clock"),
    RunState.ISSUED: ("ok", "check-circle"),
    RunState.PAID: ("ok", "check-circle"),
}


@dataclass(frozen=True)
class Move:
    """One move of a run. ``target`` None: the state stays (or is set by the last approval, or by the job)."""

    verb: str
    label: str
    sources: frozenset
    target: RunState | None
    permission: str


_S = RunState
_TABLE = (
    Move("check_run", _("Run the checks"), frozenset({_S.DRAFT, _S.CHECKED}), _S.CHECKED, "payment.prepare"),
    Move("take_out", _("Remove from this month"), frozenset({_S.DRAFT, _S.CHECKED}), None, "payment.prepare"),
    Move("put_back", _("Put back"), frozenset({_S.DRAFT, _S.CHECKED}), None, "payment.prepare"),
    Move("lock_run", _("Lock the list"), frozenset({_S.CHECKED}), _S.LOCKED, "payment.prepare"),
    Move("unlock_run", _("Unlock the list"), frozenset({_S.LOCKED}), _S.CHECKED, "payment.prepare"),
    Move("approve_run", _("Approve"), frozenset({_S.LOCKED}), _S.APPROVED, "payment.approve"),
    Move("issue_run", _("Make the papers"), frozenset({_S.APPROVED}), _S.ISSUING, "payment.prepare"),
    Move("mark_paid", _("Mark as paid"), frozenset({_S.ISSUED}), _S.PAID, "payment.prepare"),
)
MOVES = {move.verb: move for move in _TABLE}
APPROVALS_NEEDED = 2


def edges():
    """Every allowed (from, to) pair, sorted, with the job's own last step: the database trigger's table."""
    pairs = {(s.value, m.target.value) for m in _TABLE if m.target for s in m.sources if s != m.target}
    return sorted(pairs | {(_S.ISSUING.value, _S.ISSUED.value)})
