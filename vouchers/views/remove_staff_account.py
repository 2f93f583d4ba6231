"""Take an account out of the register of the staff."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from accounts.access_log import record
from accounts.refusal import Refused
from accounts.roles import require
from vouchers.actions.remove_staff_account import remove_staff_account as act
from vouchers.models import StaffAccount

REMOVED = gettext_noop("Account of the staff taken out")


@require_POST
@require("office.write")
def remove_staff_account(request, pk):
    """At once: the account can be loaded again."""
    account = get_object_or_404(StaffAccount.objects.visible_to(request.user).select_related("user"), pk=pk)
    try:
        act(account=account, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        record(request, subject_id=None, what=REMOVED)
        messages.success(request, _("Account of %(who)s taken out of the register.") % {"who": account.who})
    return redirect("vouchers:load_staff_accounts")
