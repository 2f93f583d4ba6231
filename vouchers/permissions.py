"""May this be done to this run or to the money of this case, now, by this person? One sentence when not."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from applications.life import ANOTHER_RECORDED, changes_to_decide
from applications.models import Determination
from applications.permissions import FOUR_EYES, NOT_IN_THIS_STATE, NOT_YOUR_ROLE
from vouchers import payers, recovery_permissions, standing
from vouchers.accounts_paid import changed_by, confirmed, words_of
from vouchers.models import Award, Payment, PaymentRun, RunCheck
from vouchers.staff_register import is_own
from vouchers.workflow import BOOKED, CASE_MOVES, MOVES, RunState

RUN_NOT_IN_THIS_STATE = _("This cannot be done while the payment is “%(state)s”.")
REASON_NEEDED = _("Write the reason: it goes into the list and into the next payment.")
BLOCKS_REMAIN = ngettext_lazy(
    "%(n)s block remains: solve it or remove the person from this month.",
    "%(n)s blocks remain: solve them or remove the people from this month.",
    "n",
)
NO_ACCOUNT = _(
    "Nobody has written from which account these offices pay: %(who)s. Write it in “Account that pays”, or that there "
    "is no file, then make the papers."
)
LONGEST_AHEAD = timedelta(days=31)  # a month is prepared at most one month before it begins


def why_not(user, run, verb, *, at):
    """None when ``user`` may do ``verb`` to the run at the instant ``at``, else one sentence."""
    move = MOVES[verb]
    if not user.may(move.permission):
        return NOT_YOUR_ROLE
    if run.state not in move.sources:
        return RUN_NOT_IN_THIS_STATE % {"state": run.get_state_display()}
    check = _CHECKS.get(verb)
    return check(user, run, at) if check else None


def offers(user, run, *, at):
    """{verb: sentence or None} of the moves that make sense in this state for this role."""
    return {
        move.verb: why_not(user, run, move.verb, at=at)
        for move in MOVES.values()
        if run.state in move.sources
        and user.may(move.permission)
        and (move.verb != "drop_run" or run.sequence > 1)  # only of further lists
    }


def why_not_open(user, month, *, at, sequence=1):
    """None when ``user`` may open the run of ``month`` (a first day), or its further list ``sequence``, else one
    sentence."""
    if not user.may("payment.prepare") or user.office is None or user.office != user.plan_office:
        return NOT_YOUR_ROLE
    if month > timezone.localdate(at) + LONGEST_AHEAD:
        return _("It is too early: a payment is prepared at most one month before.")
    rows = PaymentRun.objects.filter(plan_office=user.plan_office).select_related("opened_by")
    there = rows.filter(month=month, sequence=sequence).first()
    if there:
        return already_open(there)
    return _why_no_further_list(rows, month, sequence) if sequence > 1 else None


def _why_no_further_list(rows, month, sequence):
    before = rows.filter(month=month, sequence=sequence - 1).first()
    if before is None or before.state not in BOOKED | {RunState.DROPPED}:
        return _("The list before this one is not issued yet: who is left out of it can still be put back.")
    later = rows.filter(month__gt=month).last()
    if later:
        return _("The list of %(month)s is there already: it pays what earlier months have not paid.") % {
            "month": later.of_month
        }
    return None


def already_open(run):
    """The sentence for a month opened twice."""
    return _("The payment of %(month)s is already open: %(who)s opened it.") % {
        "month": run.of_month,
        "who": run.opener,
    }


def why_not_case(user, application, verb, *, at):
    """None when ``user`` may do ``verb`` to the money of the case, else one sentence."""
    move = CASE_MOVES[verb]
    if not user.may(move.permission):
        return NOT_YOUR_ROLE
    if application.status not in move.sources:
        return NOT_IN_THIS_STATE % {"status": application.get_status_display()}
    check = _CASE_CHECKS.get(verb)
    return check(user, application, at) if check else None


def case_offers(user, application, *, at):
    """[(move, sentence or None)] of what makes sense for the money of the case in its status, for this
    role."""
    return [
        (move, why_not_case(user, application, move.verb, at=at))
        for move in CASE_MOVES.values()
        if application.status in move.sources
        and user.may(move.permission)
        and move.verb != "confirm_account"  # asked by a check of the list
        and (move.verb != "reopen_award" or last_ended(application))
        and (move.verb not in _WHEN_THERE_IS or _WHEN_THERE_IS[move.verb](user, application, at) is None)
    ]


def why_not_review(user, report):
    """None when ``user`` may accept the expense report or send it back, else one sentence."""
    if not user.may("payment.prepare"):
        return NOT_YOUR_ROLE
    if report.verdict:
        return _("This report was looked at already: what is wrong in it is put right by a new report.")
    if user.pk == report.recorded_by_id:
        return FOUR_EYES
    return None


def authors(run):
    """Ids of everybody who prepared the list: opened it, locked it or removed somebody from it."""
    removers = run.payments.filter(state=Payment.State.TAKEN_OUT).values_list("removed_by_id", flat=True)
    return {run.opened_by_id, run.locked_by_id, *removers} - {None}


def valid_approvals(run):
    """The signatures that bind today's list, oldest first."""
    return [one for one in run.approvals.all() if one.voided_at is None and one.lines_hash == run.lines_hash]


def _lock_run(user, run, at):
    if not run.payments.filter(state=Payment.State.DUE).exists() and not run.payouts.exists():
        return _("The list is empty: there is nothing to lock.")
    blocked = run.checks.filter(severity=RunCheck.Severity.BLOCK, application__isnull=False)
    count = blocked.values("application").distinct().count()
    return BLOCKS_REMAIN % {"n": count} if count else None


def _drop_run(user, run, at):
    if run.sequence == 1:
        return _("The list of the month is not given up: remove from it who is not to be paid.")
    return None


def _approve_run(user, run, at):
    if user.pk in authors(run):
        return FOUR_EYES
    if any(one.approved_by_id == user.pk for one in valid_approvals(run)):
        return _("You have already signed: another person's signature is needed.")
    return None


def _issue_run(user, run, at):
    missing = [one.office.name for one in payers.of_run(run) if one.account is None]
    return NO_ACCOUNT % {"who": ", ".join(missing)} if missing else None


def _award(user, application, at):
    determination = latest_determination(application)
    if determination is None or determination.verdict != Determination.Verdict.ENTITLED:
        return _("There is no calculation that grants an amount.")
    plan = determination.plan
    if plan is None:
        return _("There is no approved plan.")
    if user.pk in plan.prepared_by_ids:
        return FOUR_EYES
    return standing.why_not_award(application, determination)


def _register_interruption(user, application, at):
    if application.interruptions.filter(ends_on__isnull=True).exists():
        return _("A suspension is already going on: record the return first.")
    return None


def _end_interruption(user, application, at):
    if not application.interruptions.filter(ends_on__isnull=True).exists():
        return _("No suspension is going on.")
    return None


def _confirm_account(user, application, at):
    if not application.iban:
        return _("There is no account to confirm: enter the IBAN first.")
    if changed_by(application) == user:
        return _("You wrote this account: someone else confirms it.")
    if is_own(user, application) or words_of(application.payee_name) == words_of(user.full_name):
        return _("This account is your own: someone else confirms it.")
    if confirmed(application):
        return _("This account is confirmed already.")
    return None


def _end_award(user, application, at):
    if not application.awards.filter(ended_at__isnull=True).exists():
        return _("There is no award to end.")
    return None


def _record_expenses(user, application, at):
    if not application.awards.exists():
        return _("There is no award: nothing is reimbursed yet.")
    return None


def _change_amount(user, application, at):
    if changes_to_decide(application).filter(recorded_by=user).exists():
        return ANOTHER_RECORDED
    return _end_award(user, application, at)


def last_ended(application):
    """The award of the case that ended last, or None."""
    return application.awards.filter(ended_at__isnull=False).order_by("-ended_at").first()


def until_before(application, award):
    """The last day of an award before it was ended: written with its end, or else that of its plan and call."""
    event = application.events.filter(verb="close", at=award.ended_at).first()
    said = event.data.get("until") if event else None
    return (
        date.fromisoformat(said)
        if said
        else max(award.ends_on, default_period(application, award.determination)[1])
    )


def default_period(application, determination):
    """The days of the approved plan inside the call's period of benefit."""
    call, plan = application.call, determination.plan
    starts_on = max(filter(None, [call.benefit_from, plan and plan.starts_on]))
    ends_on = min(filter(None, [call.benefit_to, plan and plan.ends_on]))
    return starts_on, ends_on


def _reopen_award(user, application, at):
    row = last_ended(application)
    if row is None:
        return _("No award of this case has ended.")
    if row.end_reason == Award.EndReason.DEATH or application.person.died_on:
        return _("The case was closed by a death: if it was a mistake, take the death back.")
    if row.end_reason == Award.EndReason.MOVED:
        return _("The case went to another Ambito, which has its sheet: a new application is needed.")
    if user.pk == row.ended_by_id and application.ledger.exists():
        return _("Money was booked for this award and you ended it: somebody else reopens it.")
    return None


def latest_determination(application):
    """The newest determination of the case, or None."""
    return application.determinations.select_related("plan", "rule_set").first()


_CHECKS = {"lock_run": _lock_run, "drop_run": _drop_run, "approve_run": _approve_run, "issue_run": _issue_run}
_CASE_CHECKS = {
    "award": _award,
    "register_interruption": _register_interruption,
    "end_interruption": _end_interruption,
    "confirm_account": _confirm_account,
    "end_award": _end_award,
    "move_out": _end_award,
    "record_placement": _end_award,
    "renounce": _end_award,
    "forfeit": _end_award,
    "reopen_award": _reopen_award,
    "change_amount": _change_amount,
    "record_expenses": _record_expenses,
    "decide_recovery": recovery_permissions.decide_recovery,
    "record_receipt": recovery_permissions.something_to_recover,
    "give_up_claim": recovery_permissions.give_up_claim,
}
# not in the menu of a case where they make no sense
_WHEN_THERE_IS = {
    "record_expenses": _record_expenses,
    "decide_recovery": recovery_permissions.something_to_recover,
    "record_receipt": recovery_permissions.something_to_recover,
    "give_up_claim": recovery_permissions.something_to_recover,
}
