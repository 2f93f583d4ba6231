"""The case goes to another Ambito: the award ends, the sheet is handed over."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.move_out import move_out as act
from vouchers.forms.case import MoveOutForm
from vouchers.views._case import ending_page


@require("case.write")
def move_out(request, ref):
    """Says what ends and what the other Ambito gets."""
    return ending_page(
        request,
        ref,
        verb="move_out",
        what=_("passage to another Ambito"),
        form_class=MoveOutForm,
        act=act,
        done=_("The award has ended. The sheet to hand over is among the passages of cases."),
    )
