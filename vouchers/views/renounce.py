"""The family gives the voucher up."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.renounce import renounce as act
from vouchers.forms.case import RenounceForm
from vouchers.views._case import ending_page


@require("case.write")
def renounce(request, ref):
    """When the office knew, the last day, and what it does to the months."""
    return ending_page(
        request,
        ref,
        verb="renounce",
        what=_("end of the award"),
        form_class=RenounceForm,
        act=act,
        done=_("Recorded: the award has ended and the case is closed."),
    )
