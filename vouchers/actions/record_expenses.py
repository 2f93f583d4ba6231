"""The family brings what it spent in a month."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.attach import attach
from applications.models import Application
from vouchers.models import ExpenseItem, ExpenseReport
from vouchers.permissions import why_not_case


@transaction.atomic
def record_expenses(*, application, by, at, month, received_on, items, note=""):
    """Keep the report of ``month`` (a first day) as its next version, for somebody else to look at.

    ``items``: dicts with code, kind, payee, number, paid_on, amount and ``file``, what ``papers.uploads.check``
    accepted, or None. An empty list says that nothing was spent. Returns the ExpenseReport.
    """
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "record_expenses", at=at)
    if sentence:
        raise Refused(sentence)
    today = timezone.localdate(at)
    if received_on > today:
        raise Refused(_("The report comes in the future: write the day it was received."))
    if month > today:
        raise Refused(_("The month has not begun yet: its expenses cannot be there."))
    if not any(one.starts_on.replace(day=1) <= month <= one.ends_on for one in case.awards.all()):
        raise Refused(_("The month is outside the award: nothing is reimbursed for it."))
    if any(item["paid_on"] > received_on for item in items):
        raise Refused(_("An expense is paid after the day the report was received: check the two dates."))
    there = case.expense_reports.filter(month=month)
    if there.filter(verdict="").exists():
        raise Refused(_("A report of this month is already waiting to be looked at."))
    report = ExpenseReport.objects.create(
        application=case,
        month=month,
        version=(there.aggregate(last=Max("version"))["last"] or 0) + 1,
        received_on=received_on,
        note=note,
        recorded_at=at,
        recorded_by=by,
    )
    for item in items:
        values = {name: value for name, value in item.items() if name != "file"}
        ExpenseItem.objects.create(report=report, document=_kept(case, item, by=by, at=at), **values)
    return report


def _kept(case, item, *, by, at):
    """The receipt among the files of the case, or None."""
    if item.get("file") is None:
        return None
    label = f"{ExpenseItem.Kind(item['kind']).label} {item['payee']}"[:160]
    return attach(application=case, by=by, at=at, checked=item["file"], kind="expense", label=label)
