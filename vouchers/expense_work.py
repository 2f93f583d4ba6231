"""What the expense reports add to the work queue: those to look at, and the months whose report is missing."""

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
    rows = rows.select_related("application__person", "recorded_by").order_by("received_on", "pk")
    return [
        work.Task(
            label=f"{one.application.person.full_name}, {one.application.ref}",
            url=reverse("vouchers:expense_reports", args=[one.application.ref]),
            action=_("Look at it"),
            action_url=reverse("vouchers:review_expenses", args=[one.application.ref, one.pk]),
            icon="file-signed",
            why=_("Expenses of %(month)s, received on %(day)s, recorded by %(name)s.")
            % {
                "month": month_words(one.month),
                "day": day_words(one.received_on),
                "name": one.recorded_by.full_name,
            },
            due_on=one.received_on + timedelta(days=DAYS),
            code="review_expenses",
            kind=_("Expense reports to look at"),
        )
        for one in rows[:MOST]
    ]


@work.source
def reports_missing(*, user, on, whose):
    """For who writes cases: months that ended without their report, where the call pays only after it."""
    if whose == work.UNASSIGNED or not user.may("case.write") or user.plan_office is None:
        return []
    calls = missing_reports.calls_asking(user.plan_office)
    if not calls:
        return []
    awards = Award.objects.visible_to(user).filter(
        application__call__in=calls, application__status__in=[one.value for one in PAYABLE]
    )
    if whose == work.MINE:
        awards = awards.filter(application__case_manager=user)
    found = missing_reports.of(awards, until=previous_month(on.replace(day=1)))
    return [_missing(case, months) for case, months in found[:MOST]]


def _missing(case, months):
    return work.Task(
        label=f"{case.person.full_name}, {case.ref}",
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
