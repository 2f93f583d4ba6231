"""Write from which account the office pays."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from vouchers.models import TreasuryAccount


@transaction.atomic
def edit_treasury_account(*, plan_office, by, at, expected, comune=None, **fields):
    """A new TreasuryAccount with ``fields``, of the Plan Office or of a ``comune`` of it that pays by itself; those
    before it stay written. Returns it.

    ``expected``: the id of the one the page showed, None when there was none. Refused when somebody was faster.
    """
    if not by.may("payment.prepare") or by.office != plan_office:
        raise Refused(NOT_YOUR_ROLE)
    if comune and (comune.kind != Office.Kind.MUNICIPALITY or comune.plan_office != plan_office):
        raise Refused(_("The account is of an office that is no municipality of this Ambito."))
    Office.objects.select_for_update(of=("self",)).get(pk=plan_office.pk)
    current = TreasuryAccount.objects.in_force(plan_office, comune)
    if (current and current.pk) != expected:
        raise Refused(_("The account was changed meanwhile: open the page again before you save."))
    row = TreasuryAccount(plan_office=plan_office, comune=comune, written_at=at, written_by=by, **fields)
    row.save()
    return row
