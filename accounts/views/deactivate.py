from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts import actions
from accounts.models import User
from accounts.refusal import Refused
from accounts.roles import require


@require("user.manage")
def deactivate(request, pk):
    """Take the access away from a person of the Ambito, after a confirmation."""
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        try:
            actions.deactivate(user=user, by=request.user)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("%(name)s can no longer sign in.") % {"name": user.full_name})
        return redirect("accounts:offices")
    return render(request, "accounts/deactivate.html", {"person": user})
