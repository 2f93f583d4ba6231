"""Give a published call more time, or open it again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import law_permissions
from applications.actions.extend_call import extend_call as extend
from applications.affected import by_window
from applications.forms.call_addition import ExtendCallForm
from applications.views._addition import prepare
from applications.views._law import call_or_404


@require("call.write")
def extend_call(request, prefix):
    """The windows there are, whom more time touches, the form."""
    call = call_or_404(request, prefix)
    now = timezone.now()
    return prepare(
        request,
        call,
        form=ExtendCallForm(request.POST if request.method == "POST" else None, user=request.user),
        refusal=law_permissions.on_published_call(request.user, call, "extend_call"),
        act=lambda **changes: extend(call=call, by=request.user, at=now, **changes),
        template="applications/extend_call.html",
        said=_("Prepared. It counts when somebody else confirms it."),
        windows=call.windows(),
        affected=by_window(call, user=request.user, at=now),
    )
