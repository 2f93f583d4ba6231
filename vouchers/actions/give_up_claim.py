"""The office gives up money it should get back, by an act."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import Application
from vouchers.actions.record_receipt import check_amount
from vouchers.books import book_write_off
from vouchers.permissions import why_not_case


@transaction.atomic
def give_up_claim(*, application, by, at, amount, act):
    """``amount`` euro are not asked any more; ``act``: number and date of the act. Returns the Booking."""
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "give_up_claim", at=at)
    if sentence:
        raise Refused(sentence)
    if not act.strip():
        raise Refused(_("Write number and date of the act: without it nothing is given up."))
    check_amount(case, amount)
    return book_write_off(case, amount, note=act.strip()[:300], by=by, at=at)
