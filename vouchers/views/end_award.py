"""The award ends before its last day."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.end_award import end_award as act
from vouchers.forms.case import EndAwardForm
from vouchers.views._case import ending_page


@require("case.write")
def end_award(request, ref):
    """Says what stops; what is due for the months before stays due."""
    return ending_page(
        request,
        ref,
        verb="end_award",
        what=_("end of the award"),
        form_class=EndAwardForm,
        act=act,
        done=_("The award has ended and the case is closed."),
    )
