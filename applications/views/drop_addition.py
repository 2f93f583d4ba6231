"""Drop what was prepared for a published call."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.drop_addition import drop_addition as drop
from applications.views._addition import addition_or_404
from applications.views._law import confirm, sent_version


@require("call.publish")
def drop_addition(request, prefix, pk):
    """The consequence, then the button; or the sentence that says why not."""
    addition = addition_or_404(request, prefix, pk)
    page = reverse("applications:call", args=[addition.call.number_prefix])

    def act():
        drop(addition=addition, by=request.user, at=timezone.now(), expected_version=sent_version(request))
        return _("Dropped: the call stays as it is."), page

    return confirm(
        request,
        addition,
        template="applications/drop_addition.html",
        refusal=law_permissions.on_addition(request.user, addition, "drop_addition"),
        act=act,
        back_url=page,
    )
