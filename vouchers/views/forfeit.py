"""The right is lost."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.forfeit import forfeit as act
from vouchers.forms.case import ForfeitForm
from vouchers.views._case import ending_page


@require("case.decide")
def forfeit(request, ref):
    """Since when, why, and what comes back."""
    return ending_page(
        request,
        ref,
        verb="forfeit",
        what=_("forfeiture"),
        form_class=ForfeitForm,
        act=act,
        done=_("The forfeiture is decided: the award has ended and the case is closed."),
    )
