"""The life of a monthly run, and what the money does to a case. Pure tables, no database."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from applications.workflow import Status


class RunState(TextChoices):
    DRAFT = "draft", _("Draft")
    CHECKED = "checked", _("In checks")
    LOCKED = "locked", _("Locked")
    APPROVED = "approved", _("Approved")
    ISSUING = "issuing", _("Making the papers")
    ISSUED = "issued", _("Issued")
    SENT = "sent", _("Sent to the bank")
    RECONCILED = "reconciled", _("Outcome known")
    CLOSED = "closed", pgettext_lazy("payment run", "Closed")
    OPENING = "opening", _("Being prepared")  # some people at a time: not a draft yet
    DROPPED = "dropped", _("Given up")  # a further list of a month that pays nobody


# state → (tone, icon) of its tag; the words come from the label, never from the colour
APPEARANCE = {
    RunState.DRAFT: ("mute", "pencil"),
    RunState.CHECKED: ("info", "clock"),
    RunState.LOCKED: ("info", "locked"),
    RunState.APPROVED: ("info", "check-circle"),
    RunState.ISSUING: ("info", "clock"),
    RunState.ISSUED: ("ok", "check-circle"),
    RunState.SENT: ("info", "clock"),
    RunState.RECONCILED: ("ok", "check-circle"),
    RunState.CLOSED: ("mute", "locked"),
    RunState.OPENING: ("info", "clock"),
    RunState.DROPPED: ("mute", "undo"),
}
EDITABLE = frozenset({RunState.DRAFT, RunState.CHECKED})  # lines may come and go
NEVER_LOCKED = EDITABLE | {RunState.OPENING, RunState.DROPPED}
BOOKED = frozenset({RunState.ISSUING, RunState.ISSUED, RunState.SENT, RunState.RECONCILED, RunState.CLOSED})
APPROVALS_NEEDED = 2


@dataclass(frozen=True)
class Move:
    """One move of a run. ``target`` None: the state stays. The last approval and the job set two of them."""

    verb: str
    label: Promise
    sources: frozenset
    target: RunState | None
    permission: str


_S = RunState
_TABLE = (
    Move("check_run", _("Run the checks"), EDITABLE, _S.CHECKED, "payment.prepare"),
    Move("take_out", _("Remove from this month"), EDITABLE, None, "payment.prepare"),
    Move("put_back", _("Put back"), EDITABLE, None, "payment.prepare"),
    Move("drop_run", _("Give the list up"), EDITABLE, _S.DROPPED, "payment.prepare"),
    Move("lock_run", _("Lock the list"), frozenset({_S.CHECKED}), _S.LOCKED, "payment.prepare"),
    Move("unlock_run", _("Unlock the list"), frozenset({_S.LOCKED}), _S.CHECKED, "payment.prepare"),
    Move("approve_run", _("Sign"), frozenset({_S.LOCKED}), _S.APPROVED, "payment.approve"),
    Move("issue_run", _("Make the papers"), frozenset({_S.APPROVED}), _S.ISSUING, "payment.prepare"),
    Move("send_run", _("Mark as sent"), frozenset({_S.ISSUED}), _S.SENT, "payment.prepare"),
    Move("mark_paid", _("Mark as paid"), frozenset({_S.SENT}), _S.RECONCILED, "payment.prepare"),
    Move("close_run", _("Close the month"), frozenset({_S.RECONCILED}), _S.CLOSED, "payment.prepare"),
)
MOVES = {move.verb: move for move in _TABLE}


def edges():
    """Every allowed (from, to) pair, sorted, with the last steps of the jobs: the database trigger's table."""
    pairs = {(s.value, m.target.value) for m in _TABLE if m.target for s in m.sources if s != m.target}
    of_jobs = {(_S.ISSUING, _S.ISSUED), (_S.OPENING, _S.DRAFT), (_S.OPENING, _S.DROPPED)}
    return sorted(pairs | {(before.value, after.value) for before, after in of_jobs})


@dataclass(frozen=True)
class CaseMove:
    """What the money does to a case: from which statuses, with which permission."""

    verb: str
    label: Promise
    sources: frozenset
    permission: str


_PAID = frozenset({Status.ACTIVE, Status.SUSPENDED})
_EVER_PAID = _PAID | {Status.CLOSED}  # money is still to come back after the end
_CASE_TABLE = (
    CaseMove("award", _("Award"), frozenset({Status.ELIGIBLE, Status.WAITING_LIST}), "case.decide"),
    CaseMove("register_interruption", _("Register a suspension"), _PAID, "case.write"),
    CaseMove("end_interruption", _("Record return"), _PAID, "case.write"),
    CaseMove("confirm_account", _("Confirm the account"), _PAID, "payment.prepare"),
    CaseMove("record_expenses", _("Record an expense report"), _EVER_PAID, "case.write"),
    CaseMove("decide_recovery", _("Decide how the money comes back"), _EVER_PAID, "case.decide"),
    CaseMove("record_receipt", _("Record money given back"), _EVER_PAID, "payment.prepare"),
    CaseMove("give_up_claim", _("Give up money to recover"), _EVER_PAID, "case.decide"),
    CaseMove("change_amount", _("Decide the amount again"), _PAID, "case.decide"),
    CaseMove("record_placement", _("Admission to a residence"), _PAID, "case.write"),
    CaseMove("renounce", _("The family gives it up"), _PAID, "case.write"),
    CaseMove("forfeit", _("Forfeiture"), _PAID, "case.decide"),
    CaseMove("move_out", _("Hand over to another Ambito"), _PAID, "case.write"),
    CaseMove("end_award", _("End the award"), _PAID, "case.write"),
    CaseMove(
        "reopen_award", _("Reopen an award ended by mistake"), frozenset({Status.CLOSED}), "case.decide"
    ),
)
CASE_MOVES = {move.verb: move for move in _CASE_TABLE}
