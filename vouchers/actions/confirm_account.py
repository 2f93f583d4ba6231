"""Say that a new account is the right one."""

from django.db import transaction

from accounts.refusal import Refused
from applications.models import Application
from vouchers.accounts_paid import changed_by
from vouchers.models import AccountConfirmation
from vouchers.permissions import why_not_case


@transaction.atomic
def confirm_account(*, application, how, seen, by, at):
    """The account written in the case now, by another person than who wrote it. Returns the AccountConfirmation; the
    next round of checks lets the payment through."""
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "confirm_account", at=at)
    if sentence:
        raise Refused(sentence)
    return AccountConfirmation.objects.create(
        application=case,
        iban=case.iban,
        payee_name=case.payee_name,
        how=how,
        seen=seen,
        changed_by=changed_by(case),
        confirmed_at=at,
        confirmed_by=by,
    )
