"""The person now lives in another Ambito: the award ends there, the sheet is handed over."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.formats import day, month_words
from accounts.refusal import Refused
from applications.actions.keep_transfer_sheet import keep_transfer_sheet
from applications.models import Application
from vouchers.actions.end_award import end_award
from vouchers.models import Award, Payment
from vouchers.permissions import why_not_case


@transaction.atomic
def move_out(*, application, by, at, to_name, moved_on, note):
    """The last day of the award is the one before ``moved_on``. Returns the Transfer.

    The other Ambito sees nothing here: it gets the sheet as a paper, with the last day and the last month paid, so
    that it begins with the next.
    """
    case = Application.objects.with_people().get(pk=application.pk)
    sentence = why_not_case(by, case, "move_out", at=at)
    if sentence:
        raise Refused(sentence)
    last_day = moved_on - timedelta(days=1)
    end_award(
        application=case,
        by=by,
        at=at,
        last_day=last_day,
        reason=Award.EndReason.MOVED,
        note=f"{to_name}. {note}",
    )
    paid = case.payments.filter(state=Payment.State.PAID, amount__gt=0).order_by("-month").first()
    money = [(_("Last day of the benefit"), day(last_day))]
    if paid:
        money.append((_("Last month paid"), month_words(paid.month)))
    case = Application.objects.with_people().get(pk=case.pk)
    return keep_transfer_sheet(
        application=case, by=by, at=at, moved_on=moved_on, to_name=to_name, note=note, money=money
    )
