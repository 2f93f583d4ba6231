"""What the money adds to the work queue: runs to sign and to go on with, awards about to end."""

from datetime import timedelta

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.formats import day_words, euro, month_words
from applications import work, work_groups
from applications.models import LifeEvent
from applications.workflow import PAYABLE, Status
from vouchers import recoveries, run_rules
from vouchers.models import Award, PaymentRun
from vouchers.permissions import authors, valid_approvals
from vouchers.workflow import RunState

work_groups.also_fold(
    "award",
    work_groups.Fold(
        gettext_lazy("Award the voucher to %(n)s people"),
        gettext_lazy("Each may be awarded now: all of them can be, in one act."),
        (gettext_lazy("Award together"), "check-circle"),
        lambda tasks, whose: reverse("vouchers:award_cases"),
    ),
)

MOST = 50  # tasks of one kind on a page
NOBODYS_TURN = (RunState.OPENING, RunState.ISSUING, RunState.CLOSED, RunState.DROPPED)
OF_EVERY_RUN = ("record_answer",)
ENDING_DAYS = 45  # before the last day of the awards, to write the next call or plan


@work.source
def runs(*, user, on, whose):
    """One task for each open run this person can bring on: sign it, check it, lock it, make or send its papers."""
    if whose == work.UNASSIGNED or not user.may("payment.read"):
        return []
    found = PaymentRun.objects.visible_to(user).exclude(state__in=NOBODYS_TURN)
    found = found.with_people().prefetch_related("approvals").order_by("month", "sequence")
    return [task for run in found if (task := _task(run, user))]


@work.source
def drafts_missed(*, user, on, whose):
    """A month whose list was to be prepared by itself, and was not: the machine was off on that day."""
    if whose == work.UNASSIGNED or not user.may("payment.prepare") or user.office != user.plan_office:
        return []
    kind = _("Payments")
    return [
        work.Task(
            label=_("The list of %(month)s was not prepared by itself") % {"month": month_words(month)},
            url=reverse("vouchers:runs"),
            action=_("Prepare list"),
            action_url=f"{reverse('vouchers:open_run')}?mese={month:%Y-%m}",
            icon="card",
            why=_("It was to be prepared on %(day)s.") % {"day": day_words(day)},
            due_on=day,
            code="draft_missed",
            kind=kind,
        )
        for month, day in run_rules.missed(user.plan_office, on=on)
    ]


# from the value date: the bank wants the file before, and answers after
_DUE = {
    RunState.ISSUED: timedelta(days=-1),
    RunState.SENT: timedelta(days=3),
    RunState.RECONCILED: timedelta(days=15),
}


def _task(run, user):
    month = run.of_month
    if run.state == RunState.LOCKED:
        return _to_sign(run, user, month)
    if not user.may("payment.prepare"):
        return None
    words = {
        RunState.DRAFT: (_("Run the checks of the payment of %(month)s"), _("Open the checks"), "check_run"),
        RunState.CHECKED: (_("Lock the payment of %(month)s"), _("Open the list"), "lock_run"),
        RunState.APPROVED: (_("Make the papers of %(month)s"), _("Make the papers"), "issue_run"),
        RunState.ISSUED: (_("Give the bank the file of %(month)s"), _("It is sent"), "send_run"),
        RunState.SENT: (_("Load what the bank answers for %(month)s"), _("Load the answer"), "record_answer"),
        RunState.RECONCILED: (_("Close the month of %(month)s"), _("Close it"), "close_run"),
    }
    label, action, verb = words[run.state]
    due_on = run.value_date + _DUE.get(run.state, timedelta(days=-3))
    return _row(run, label % {"month": month}, action, verb, _why(run), due_on)


def _to_sign(run, user, month):
    """For who may sign and did not prepare it; to the others it waits for them."""
    signed = valid_approvals(run)
    mine = user.may("payment.approve") and user.pk not in authors(run)
    mine = mine and all(one.approved_by_id != user.pk for one in signed)
    why = _("Locked on %(day)s by %(name)s. Signatures: %(n)s of %(m)s.") % {
        "day": day_words(run.locked_at),
        "name": run.locked_by.full_name,
        "n": len(signed),
        "m": run.approvals_needed,
    }
    if mine:
        label = _("Sign the payment of %(month)s") % {"month": month}
        return _row(run, label, _("Read and sign"), "approve_run", why, run.value_date - timedelta(days=3))
    if not user.may("payment.prepare"):
        return None
    label = _("Signatures of the payment of %(month)s") % {"month": month}
    return _row(run, label, _("Open the list"), "run", why, None, since=run.locked_at)


def _row(run, label, action, verb, why, due_on, since=None):
    return work.Task(
        label=label,
        url=reverse("vouchers:run", args=[run.number]),
        action=action,
        action_url=reverse(f"vouchers:{verb}", args=[] if verb in OF_EVERY_RUN else [run.number]),
        icon="card",
        why=why,
        due_on=due_on,
        since=since,
        waiting=since is not None,
        code=f"run_{verb}",
        kind=_("Payments"),
    )


def _why(run):
    return _("The bank is asked to pay on %(day)s.") % {"day": day_words(run.value_date)}


@work.source
def awards_ending(*, user, on, whose):
    """One row for the awards that end soon: without a new call or plan the payments stop."""
    if whose == work.UNASSIGNED or not user.may("case.decide"):
        return []
    soon = Award.objects.visible_to(user).filter(
        ended_at=None, ends_on__range=(on, on + timedelta(days=ENDING_DAYS)), application__status__in=PAYABLE
    )
    rows = soon.values("ends_on").annotate(n=Count("pk")).order_by("ends_on")
    label = _("Decide what follows the awards that end")
    return [
        work.Task(
            label=label,
            url=f"{reverse('applications:list')}?vista=pagamento",
            action=_("See the cases"),
            action_url=f"{reverse('applications:list')}?vista=pagamento",
            icon="calendar",
            why=ngettext("%(n)s award ends on that day.", "%(n)s awards end on that day.", row["n"])
            % {"n": row["n"]},
            due_on=row["ends_on"],
            code="awards_end",
            kind=label,
        )
        for row in rows
    ]


@work.source
def recoveries_to_decide(*, user, on, whose):
    """Money to come back for which nobody decided how: the largest sums first."""
    if whose == work.UNASSIGNED or not user.may("case.decide") or not user.may("money.read"):
        return []
    return [
        work.Task(
            label=_("Decide how money comes back"),
            url=reverse("vouchers:account", args=[case.ref]),
            case=case,
            person=case.person.full_name,
            age=case.person.age_on(on),
            action=_("Decide how"),
            action_url=reverse("vouchers:decide_recovery", args=[case.ref]),
            icon="card",
            why=_("%(euro)s to come back: until somebody decides, it is done as the call says.")
            % {"euro": euro(case.owed)},
            source=(case.call.act, ""),
            code="decide_recovery",
            kind=_("Money to recover"),
        )
        for case in recoveries.undecided(user, most=MOST)
    ]


@work.source
def life_to_decide(*, user, on, whose):
    """Changes of who cares or of the ISEE and requests for review that wait for somebody who decides."""
    if whose == work.UNASSIGNED or not user.may("case.decide"):
        return []
    kinds = LifeEvent.Kind
    asked = (kinds.CAREGIVER, kinds.CARER, kinds.ISEE, kinds.APPEAL)
    found = LifeEvent.objects.visible_to(user).filter(decided_at=None, kind__in=asked)
    found = found.exclude(recorded_by=user).select_related("application__person", "recorded_by")
    found = found.filter(application__status__in=[Status.ACTIVE, Status.SUSPENDED, Status.REJECTED])
    return [_to_decide(one, on) for one in found.order_by("recorded_at")[:MOST]]


def _to_decide(one, on):
    appeal = one.kind == LifeEvent.Kind.APPEAL
    verb = "applications:decide_appeal" if appeal else "vouchers:change_amount"
    kind = _("Reviews to decide") if appeal else _("Amounts to look at again")
    why = _("%(kind)s, happened on %(day)s, recorded by %(name)s.") % {
        "kind": one.get_kind_display(),
        "day": day_words(one.happened_on),
        "name": one.recorded_by.full_name,
    }
    return work.Task(
        label=_("Decide the review of a refusal") if appeal else _("Look at the amount again"),
        url=reverse("applications:case", args=[one.application.ref]),
        case=one.application,
        person=one.application.person.full_name,
        age=one.application.person.age_on(on),
        action=_("Decide"),
        action_url=reverse(verb, args=[one.application.ref]),
        icon="undo" if appeal else "card",
        why=why,
        due_on=one.due_on,
        code=verb.partition(":")[2],
        kind=kind,
    )


@work.notice
def cut_off(*, user, on):
    """Until when a change still enters the payment being prepared."""
    if not user.may("money.read"):
        return []
    run = (
        PaymentRun.objects.filter(plan_office=user.plan_office, state__in=["draft", "checked"])
        .order_by("month")
        .first()
    )
    if run is None:
        return []
    text = _(
        "The list is being prepared, to be paid on %(day)s: what changes after the lock enters the next."
    )
    title = _("Payment of %(month)s") % {"month": run.of_month}
    url = (
        reverse("vouchers:run", args=[run.number])
        if user.may("payment.read") and user.office == user.plan_office
        else ""
    )
    return [(title, text % {"day": day_words(run.value_date)}, url)]
