"""Somebody else looks at what the family spent."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import Application
from vouchers.models import ExpenseReport
from vouchers.permissions import why_not_review

REASON_OF_CUT = _("Write why an expense counts less than its receipt: the family asks.")
REASON_OF_RETURN = _("Write what is wrong: the family brings it again.")
ACCEPTED, SENT_BACK = ExpenseReport.Verdict.ACCEPTED, ExpenseReport.Verdict.SENT_BACK


@transaction.atomic
def review_expenses(*, report, by, at, verdict, note="", recognised=None):
    """Accept the report, for the ledger to count, or send it back with what is wrong. Returns the ExpenseReport.

    ``recognised``: {id of the item: (euro, reason)} of the items that count less than their receipt.
    """
    Application.objects.lock(report.application_id)
    row = ExpenseReport.objects.select_for_update().get(pk=report.pk)
    sentence = why_not_review(by, row)
    if sentence:
        raise Refused(sentence)
    if verdict == SENT_BACK and not note.strip():
        raise Refused(REASON_OF_RETURN)
    if verdict == ACCEPTED:
        for item in row.items.select_for_update():
            euro, reason = (recognised or {}).get(item.pk, (item.amount, ""))
            if not Decimal(0) <= euro <= item.amount:
                raise Refused(_("An expense never counts more than its receipt."))
            if euro < item.amount and not reason.strip():
                raise Refused(REASON_OF_CUT)
            item.recognised, item.refusal = euro, reason if euro < item.amount else ""
            item.save(update_fields=["recognised", "refusal"])
    row.verdict, row.verdict_note, row.reviewed_at, row.reviewed_by = verdict, note, at, by
    row.save()
    return row
