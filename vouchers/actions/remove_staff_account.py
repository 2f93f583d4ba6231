"""Take an account out of the register of the staff."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from vouchers.models import StaffAccount


@transaction.atomic
def remove_staff_account(*, account, by, at):
    """Who and when stays; nothing of the account does. Refused when it was taken out already."""
    if not by.may("office.write") or by.office != account.plan_office:
        raise Refused(NOT_YOUR_ROLE)
    rows = StaffAccount.objects.filter(pk=account.pk).in_force()
    if not rows.update(account="", end="", removed_at=at, removed_by=by):
        raise Refused(_("This account is not in the register any more."))
