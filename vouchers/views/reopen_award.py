"""An award ended by mistake goes on."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import effects
from vouchers.actions.reopen_award import reopen_award as act
from vouchers.forms.case import ReopenAwardForm
from vouchers.permissions import last_ended, until_before
from vouchers.views._case import case_or_404, case_page


@require("case.decide")
def reopen_award(request, ref):
    """What ended, who ended it, and which months come back."""
    case = case_or_404(request, ref, what=_("end of the award"))
    award = last_ended(case)
    today = timezone.localdate()
    return case_page(
        request,
        case,
        verb="reopen_award",
        form=ReopenAwardForm(request.POST or None),
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("The award goes on: the case is being paid again."),
        award=award,
        effect=award and effects.of_reopening(case, award, until_before(case, award), on=today),
    )
