"""A new call from an old one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.clone_call import clone_call as copy
from applications.views._law import call_or_404, confirm


@require("call.write")
def clone_call(request, prefix):
    """What is copied is said first; the copy is a draft."""
    call = call_or_404(request, prefix)

    def act():
        new = copy(call=call, by=request.user, at=timezone.now())
        said = _("The new call is a draft, with every date moved one year on: check them, and write its act.")
        return said, reverse("applications:edit_call", args=[new.number_prefix])

    page = reverse("applications:call", args=[call.number_prefix])
    return confirm(
        request, call, template="applications/clone_call.html", refusal=None, act=act, back_url=page
    )
