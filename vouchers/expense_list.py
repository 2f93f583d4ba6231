"""The expense reports of all the cases of an office, and the months without one. Read-only, few queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.workflow import PAYABLE
from vouchers import missing_reports
from vouchers.expense_page import APPEARANCE, words
from vouchers.expenses import ACCEPTED, SENT_BACK
from vouchers.ledger import previous_month
from vouchers.models import Award, ExpenseReport
from vouchers.permissions import why_not_review

WAITING, MISSING = "waiting", "missing"
STATES = {
    WAITING: _("To be looked at"),
    SENT_BACK: _("Sent back"),
    ACCEPTED: _("Accepted"),
    MISSING: _("Missing"),
}
VERDICTS = {WAITING: "", SENT_BACK: SENT_BACK, ACCEPTED: ACCEPTED}


@dataclass(frozen=True)
class Row:
    """One month of one case: its newest report, or none. ``url``: what can be done about it, with its words."""

    case: object
    month: date
    state: str
    label: str
    report: ExpenseReport | None = None
    documented: Decimal | None = None
    url: str = ""
    action: str = ""

    @property
    def tone(self):
        return APPEARANCE[self.state][0]

    @property
    def icon(self):
        return APPEARANCE[self.state][1]


def months(user, *, on):
    """The months that may be asked for, the newest first: those with a report, and the last twelve."""
    found = set(ExpenseReport.objects.visible_to(user).order_by().values_list("month", flat=True).distinct())
    month = on.replace(day=1)
    for _step in range(12):
        found.add(month)
        month = previous_month(month)
    return sorted(found, reverse=True)


def reports(user, *, month=None, state="", municipality=None):
    """The newest version of each month, the newest months first, as a queryset with ``euro`` documented."""
    newer = ExpenseReport.objects.filter(
        application=OuterRef("application"), month=OuterRef("month"), version__gt=OuterRef("version")
    )
    rows = ExpenseReport.objects.visible_to(user).filter(~Exists(newer))
    if month:
        rows = rows.filter(month=month)
    if state:
        rows = rows.filter(verdict=VERDICTS[state])
    if municipality:
        rows = rows.filter(application__municipality=municipality)
    rows = rows.select_related("application__person", "application__municipality", "recorded_by")
    return rows.annotate(euro=Sum("items__amount")).order_by("-month", "-received_on", "pk")


def missing(user, *, on, month=None, municipality=None):
    """[Row] of the months that ended without their report, where the call pays only after it; the newest first."""
    calls = missing_reports.calls_asking(user.plan_office) if user.plan_office else {}
    if not calls:
        return []
    awards = Award.objects.visible_to(user).filter(
        application__call__in=list(calls), application__status__in=[one.value for one in PAYABLE]
    )
    if municipality:
        awards = awards.filter(application__municipality=municipality)
    found = missing_reports.of(awards, until=previous_month(on.replace(day=1)))
    label, may_write = words()[MISSING], user.may("case.write")
    rows = [
        Row(case, one, MISSING, label, url=_record_url(case, one) if may_write else "", action=_("Record it"))
        for case, lacking in found
        for one in lacking
        if month in (None, one)
    ]
    return sorted(rows, key=lambda row: row.month, reverse=True)


def _record_url(case, month):
    return f"{reverse('vouchers:record_expenses', args=[case.ref])}?mese={month:%Y-%m}"


def row_of(report, user):
    """The Row of one report of ``reports``."""
    state, case = report.verdict or WAITING, report.application
    url = ""
    if why_not_review(user, report) is None:
        url = reverse("vouchers:review_expenses", args=[case.ref, report.pk])
    return Row(
        case, report.month, state, words()[state], report, report.euro or Decimal(0), url, _("Look at it")
    )
