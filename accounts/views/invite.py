from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions
from accounts.forms.invite import InviteForm
from accounts.refusal import Refused
from accounts.roles import require


@require("user.manage")
def invite(request):
    """Create a person and send them the link to choose a password."""
    form = InviteForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.invite(
                **form.cleaned_data,
                by=request.user,
                on=timezone.localdate(),
                link_to=request.build_absolute_uri,
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Done. We wrote to %(email)s.") % {"email": user.email})
            return redirect("accounts:offices")
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)
