"""The award ends before its last day."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.end_award import end_award as act
from vouchers.forms.case import EndAwardForm
from vouchers.views._case import case_or_404, case_page


@require("case.write")
def end_award(request, ref):
    """Says what stops; what is due for the months before stays due."""
    case = case_or_404(request, ref, what=_("end of the award"))
    return case_page(
        request,
        case,
        verb="end_award",
        form=EndAwardForm(request.POST or None),
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("The award has ended and the case is closed."),
        award=case.awards.filter(ended_at__isnull=True).first(),
    )
