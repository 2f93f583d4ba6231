"""The expense reports of some cases as the ledger reads them, and the months whose report is still missing."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from vouchers.models import ExpenseItem, ExpenseReport

NOTHING = Decimal("0.00")
ACCEPTED, SENT_BACK = ExpenseReport.Verdict.ACCEPTED, ExpenseReport.Verdict.SENT_BACK


@dataclass
class Reported:
    """What holds for one month: the newest accepted version. ``received_on``: when the first version came.
    ``by_code``: code of the support → euro recognised."""

    version: int
    received_on: date
    reviewed_at: datetime
    corrects: bool = False  # an earlier version had been accepted
    by_code: dict = field(default_factory=lambda: defaultdict(lambda: NOTHING))

    def recognised(self, code):
        return self.by_code[code]

    def is_late(self, last_day):
        """True when it came after the day ``last_day``; None means that a late report is paid later."""
        return last_day is not None and self.received_on > last_day


def accepted(cases):
    """{case id: {month: Reported}} of the cases with these ids, in two queries."""
    rows = ExpenseReport.objects.filter(application__in=cases).order_by("application", "month", "version")
    found, first = defaultdict(dict), {}
    of_report = {}
    for row in rows:
        key = (row.application_id, row.month)
        first[key] = min(first.get(key, row.received_on), row.received_on)
        if row.verdict != ACCEPTED:
            continue
        corrects = row.month in found[row.application_id]
        reported = Reported(row.version, first[key], row.reviewed_at, corrects)
        found[row.application_id][row.month] = of_report[row.pk] = reported
    items = ExpenseItem.objects.filter(report__in=of_report).order_by()
    for report, code, euro in items.values_list("report", "code", "recognised"):
        of_report[report].by_code[code] += euro or NOTHING
    return dict(found)


def versions(case):
    """{month: [ExpenseReport, newest first]} of a case, with items and people."""
    rows = case.expense_reports.select_related("recorded_by", "reviewed_by", "application")
    found = defaultdict(list)
    for row in rows.prefetch_related("items__document").order_by("-month", "-version"):
        found[row.month].append(row)
    return found


def would_be(report, recognised):
    """The Reported that accepting ``report`` would make, ``recognised``: {id of the item: (euro, reason)}."""
    of_month = ExpenseReport.objects.filter(application=report.application_id, month=report.month)
    found = Reported(
        report.version, min(row.received_on for row in of_month), datetime.max, report.version > 1
    )
    for item in report.items.all():
        found.by_code[item.code] += recognised.get(item.pk, (item.amount, ""))[0]
    return found
