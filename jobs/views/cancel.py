"""The button that stops a work."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs import actions
from jobs.views._act import carry_out


@require_POST
def cancel(request, pk):
    """What is done stays; what is not done waits until somebody starts it again."""
    return carry_out(request, pk, actions.cancel, _("Stopped: what is done stays, the rest waits."))
