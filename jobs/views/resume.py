"""The button that starts a stopped work again."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jobs import actions
from jobs.views._act import carry_out


@require_POST
def resume(request, pk):
    """Goes on with what was not done or failed; what is done is not done twice."""
    return carry_out(request, pk, actions.resume, _("Started again: it goes on with what was not done."))
