"""Send a call to be published by somebody else."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.submit_call import submit_call as send
from applications.views._law import call_or_404, confirm, sent_version


@require("call.write")
def submit_call(request, prefix):
    """The consequence, then the button; or the sentence that says why not."""
    call = call_or_404(request, prefix)
    page = reverse("applications:call", args=[call.number_prefix])

    def act():
        send(call=call, by=request.user, at=timezone.now(), expected_version=sent_version(request))
        return _("Sent: another person reads it and publishes it."), page

    return confirm(
        request,
        call,
        template="applications/submit_call.html",
        refusal=law_permissions.on_call(request.user, call, "submit_call"),
        act=act,
        back_url=page,
    )
