"""Read what was prepared for a published call, and whom it touches; confirm it."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.confirm_addition import confirm_addition as confirm_it
from applications.affected import by_rules, by_window
from applications.views._addition import addition_or_404
from applications.views._law import confirm, sent_version


@require("call.publish")
def confirm_addition(request, prefix, pk):
    """The consequence, then the button; or the sentence that says why not."""
    addition = addition_or_404(request, prefix, pk)
    call, now = addition.call, timezone.now()
    page = reverse("applications:call", args=[call.number_prefix])

    def act():
        confirm_it(addition=addition, by=request.user, at=now, expected_version=sent_version(request))
        return _("Confirmed: it counts from its day, by itself."), page

    return confirm(
        request,
        addition,
        template="applications/confirm_addition.html",
        refusal=law_permissions.on_addition(request.user, addition, "confirm_addition"),
        act=act,
        back_url=page,
        call=call,
        affected=by_window(call, user=request.user, at=now)
        if addition.is_window
        else by_rules(call, user=request.user),
        may_drop=law_permissions.on_addition(request.user, addition, "drop_addition") is None,
    )
