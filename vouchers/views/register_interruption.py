"""Register a suspension, seeing first what it does to the money."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import absence_page, ledger
from vouchers.actions.register_interruption import register_interruption as act
from vouchers.forms.case import InterruptionForm
from vouchers.knowledge import NOTHING
from vouchers.models import Interruption
from vouchers.views._case import case_or_404, case_page


@require("case.write")
def register_interruption(request, ref):
    """The effect by month comes from the same rule that makes the lines of a run."""
    case = case_or_404(request, ref, what=_("suspension"))
    form = InterruptionForm(request.POST or None, request.FILES or None)
    stay = _stay(form) if request.method == "POST" and form.is_valid() else None
    today = timezone.localdate()
    effect = ledger.effect(case, stay, on=today) if stay else None
    return case_page(
        request,
        case,
        verb="register_interruption",
        form=form,
        act=lambda by, at, data: act(application=case, by=by, at=at, **data),
        done=_("Suspension registered."),
        effect=effect,
        # what is undue for another reason is not of this stay
        undue=sum(max(NOTHING, min(row.booked, row.before) - row.after) for row in effect or ()),
        days=absence_page.summary_of(case, stay, on=today) if stay else None,
        before=list(case.interruptions.all()),
    )


def _stay(form):
    """The Interruption as it was written, not saved."""
    data = form.cleaned_data
    return Interruption(reason=data["reason"], starts_on=data["starts_on"], ends_on=data["ends_on"])
