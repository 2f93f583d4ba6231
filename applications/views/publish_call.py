"""Publish a call that somebody else prepared."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.publish_call import publish_call as publish
from applications.views._law import call_or_404, confirm, sent_version


@require("call.publish")
def publish_call(request, prefix):
    """The consequence, then the button; or the sentence that says why not."""
    call = call_or_404(request, prefix)
    page = reverse("applications:call", args=[call.number_prefix])

    def act():
        publish(call=call, by=request.user, at=timezone.now(), expected_version=sent_version(request))
        return _("Published: applications come in from the day it opens."), page

    return confirm(
        request,
        call,
        template="applications/publish_call.html",
        refusal=law_permissions.on_call(request.user, call, "publish_call"),
        act=act,
        back_url=page,
    )
