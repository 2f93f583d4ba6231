"""The case goes to another Ambito: the award ends, the sheet is handed over."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.move_out import move_out as act
from vouchers.forms.case import MoveOutForm
from vouchers.views._case import case_or_404, case_page


@require("case.write")
def move_out(request, ref):
    """Says what ends and what the other Ambito gets."""
    case = case_or_404(request, ref, what=_("passage to another Ambito"))
    return case_page(
        request,
        case,
        verb="move_out",
        form=MoveOutForm(request.POST or None),
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("The award has ended. The sheet to hand over is among the passages of cases."),
        award=case.awards.filter(ended_at__isnull=True).first(),
    )
