"""Write accounts of members of staff into the register."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from vouchers import staff_register
from vouchers.models import StaffAccount


@transaction.atomic
def load_staff_accounts(*, plan_office, entries, whole, by, at):
    """What ``entries`` (staff_register.Entry) say takes the place of what was there for the same people; with ``whole``
    it is the whole register, and whoever is not in it is taken out. Returns (written, taken out)."""
    if not by.may("office.write") or by.office != plan_office:
        raise Refused(NOT_YOUR_ROLE)
    if not entries:
        raise Refused(_("There is no account to load."))
    Office.objects.select_for_update(of=("self",)).get(pk=plan_office.pk)  # one load at a time
    there = StaffAccount.objects.filter(plan_office=plan_office).in_force()
    if not whole:
        there = there.filter(holder__in={one.holder for one in entries})
    wanted = {(one.holder, one.account): one for one in entries}
    old = {(one.holder, one.account): one for one in there}
    gone = [one.pk for pair, one in old.items() if pair not in wanted]
    StaffAccount.objects.filter(pk__in=gone).update(account="", end="", removed_at=at, removed_by=by)
    new = [
        StaffAccount(
            plan_office=plan_office,
            user=one.user,
            shown=one.shown,
            holder=one.holder,
            account=one.account,
            end=one.iban[-4:],
            key=staff_register.key(),
            added_at=at,
            added_by=by,
        )
        for pair, one in wanted.items()
        if pair not in old
    ]
    StaffAccount.objects.bulk_create(new)
    return len(new), len(gone)
