from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.models import Membership
from accounts.refusal import Refused


@require_POST
def switch_role(request, pk):
    """Act in another of my roles; the session gets a new id, as after any change of power."""
    membership = get_object_or_404(
        Membership.objects.select_related("office__parent"), pk=pk, user=request.user
    )
    try:
        actions.switch_role(membership=membership, by=request.user, on=timezone.localdate())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("accounts:profile")
    request.session.cycle_key()
    messages.success(
        request,
        _("Now you work as %(role)s, %(office)s.")
        % {"role": membership.policy.label, "office": membership.office.name},
    )
    return redirect("accounts:profile")
