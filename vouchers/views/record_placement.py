"""The person went to live in a residence."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.record_placement import record_placement as act
from vouchers.forms.case import PlacementForm
from vouchers.views._case import ending_page


@require("case.write")
def record_placement(request, ref):
    """Since when, and what it does to the months."""
    return ending_page(
        request,
        ref,
        verb="record_placement",
        what=_("admission to a residence"),
        form_class=PlacementForm,
        act=act,
        done=_("The admission is recorded: the award has ended and the case is closed."),
    )
