"""The family gave money back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import Application
from vouchers.books import book_receipt
from vouchers.ledger import to_recover
from vouchers.permissions import why_not_case


@transaction.atomic
def record_receipt(*, application, by, at, amount, received_on, note):
    """``amount`` euro came on ``received_on``, as ``note`` says (number of the transfer). Returns the Booking.

    Never more than is to come back: what is over would be the family's.
    """
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "record_receipt", at=at)
    if sentence:
        raise Refused(sentence)
    if received_on > timezone.localdate(at):
        raise Refused(_("The day is in the future: record the money when it has come."))
    check_amount(case, amount)
    # what is booked is read by auditors for ever: in Italian, with its day
    return book_receipt(case, amount, note=f"{note.strip()} ({received_on:%d/%m/%Y})"[:300], by=by, at=at)


def check_amount(case, amount):
    """Raise ``Refused`` unless ``amount`` is more than nothing and not more than what is to come back."""
    if amount <= 0:
        raise Refused(_("Write how much: more than zero."))
    if amount > to_recover(case):
        raise Refused(_("It is more than what is still to come back: check the amount."))
