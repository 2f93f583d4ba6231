"""The person is back."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.end_interruption import end_interruption as act
from vouchers.forms.case import ReturnForm
from vouchers.views._case import case_or_404, case_page


@require("case.write")
def end_interruption(request, ref):
    """Asks for the last day away; the money starts again."""
    case = case_or_404(request, ref, what=_("return"))
    return case_page(
        request,
        case,
        verb="end_interruption",
        form=ReturnForm(request.POST or None),
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("Return recorded: the voucher starts again."),
        interruption=case.interruptions.filter(ends_on__isnull=True).first(),
    )
