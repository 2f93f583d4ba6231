"""What the expense reports add to the work queue: those to look at, the months whose report is missing, and who left
more months without one than the call allows."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.formats import day_words, month_words
from applications import work
from applications.workflow import PAYABLE
from vouchers import missing_reports
from vouchers.ledger import previous_month
from vouchers.models import Award, ExpenseReport

MOST = 50  # tasks of one kind on a page
DAYS = 10  # to look at a report


@work.source
def reports_to_review(*, user, on, whose):
    """For who prepares payments: what somebody else recorded and nobody has looked at, the oldest first."""
    if whose == work.UNASSIGNED or not user.may("payment.prepare"):
        return []
    rows = ExpenseReport.objects.visible_to(user).filter(verdict="").exclude(recorded_by=user)
    rows = rows.select_related("application__person", "application__call", "recorded_by").order_by(
        "received_on", "pk"
    )
    return [
        work.Task(
            label=_("Look at the expenses of %(month)s") % {"month": month_words(one.month)},
            url=reverse("vouchers:expense_reports", args=[one.application.ref]),
            case=one.application,
            person=one.application.person.full_name,
            age=one.application.person.age_on(on),
            action=_("Read and decide"),
            action_url=reverse("vouchers:review_expenses", args=[one.application.ref, one.pk]),
            icon="file-signed",
            why=_("Received on %(day)s, recorded by %(name)s.")
            % {
                "day": day_words(one.received_on),
                "name": one.recorded_by.full_name,
            },
            source=(one.application.call.act, ""),
            due_on=one.received_on + timedelta(days=DAYS),
            code="review_expenses",
            kind=_("Expense reports to look at"),
        )
        for one in rows[:MOST]
    ]


@work.source
def reports_missing(*, user, on, whose):
    """Where the call pays only after a report: for who writes cases, months that ended without theirs; for who decides,
    those of whom the call has the right lost."""
    writes, decides = user.may("case.write"), user.may("case.decide")
    if whose == work.UNASSIGNED or not (writes or decides) or user.plan_office is None:
        return []
    calls = missing_reports.calls_asking(user.plan_office)
    found = _forfeitures(user, calls, on) if decides else []
    if not (calls and writes):
        return found
    awards = _paid(user, calls)
    if whose == work.MINE:
        awards = awards.filter(application__case_manager=user)
    missing = missing_reports.of(awards, until=previous_month(on.replace(day=1)))
    return found + [_missing(case, months, on) for case, months in missing[:MOST]]


def _paid(user, calls):
    statuses = [one.value for one in PAYABLE]
    return Award.objects.visible_to(user).filter(
        application__call__in=list(calls), application__status__in=statuses
    )


def _forfeitures(user, calls, on):
    """No query where no call limits the months without a report."""
    limited = [call for call, allowed in calls.items() if allowed is not None]
    found = missing_reports.beyond(_paid(user, limited).filter(ended_at=None), on=on) if limited else []
    return [_to_forfeit(case, months, allowed, on) for case, months, allowed in found[:MOST]]


def _to_forfeit(case, months, allowed, on):
    """From the first month past those the call allows, as the page of the forfeiture proposes it."""
    why = _(
        "Without a report: %(months)s. The call allows %(n)s: past them the right is lost, and you decide."
    )
    return work.Task(
        label=_("Decide on the months without a report"),
        url=reverse("vouchers:expense_reports", args=[case.ref]),
        case=case,
        person=case.person.full_name,
        age=case.person.age_on(on),
        action=_("Decide the forfeiture"),
        action_url=f"{reverse('vouchers:forfeit', args=[case.ref])}?dal={months[allowed]:%Y-%m-%d}",
        icon="ban",
        why=why % {"months": ", ".join(month_words(one) for one in months), "n": allowed},
        code="forfeit_unreported",
        kind=_("Months without a report past those allowed"),
    )


def _missing(case, months, on):
    return work.Task(
        label=_("Ask the family for its expense report"),
        case=case,
        person=case.person.full_name,
        age=case.person.age_on(on),
        url=reverse("vouchers:expense_reports", args=[case.ref]),
        action=_("Record the report"),
        action_url=f"{reverse('vouchers:record_expenses', args=[case.ref])}?mese={months[0]:%Y-%m}",
        icon="warning-circle",
        why=_("Not paid until the family brings the expenses of: %(months)s.")
        % {"months": ", ".join(month_words(one) for one in months)},
        due_on=None,
        code="missing_expenses",
        kind=_("Expense reports missing"),
    )
