from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions
from accounts.models import Delegation
from accounts.refusal import Refused
from accounts.roles import require


@require("plan.approve")
def end_delegation(request, pk):
    """Take a delegation back, after a confirmation."""
    rows = Delegation.objects.visible_to(request.user).select_related("delegated_by", "delegate")
    delegation = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        try:
            actions.end_delegation(delegation=delegation, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(
                request,
                _("%(name)s no longer approves in the place of others.")
                % {"name": delegation.delegate.full_name},
            )
        return redirect("accounts:delegate")
    return render(request, "accounts/end_delegation.html", {"delegation": delegation})
