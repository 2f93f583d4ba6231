"""Leave a person out of this month."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.take_out import take_out as act
from vouchers.forms.run import ReasonForm
from vouchers.views._run import case_of, confirm, run_or_404


@require("payment.prepare")
def take_out(request, number, ref):
    """Asks for the reason: it goes into the list, and into next month beside the arrears."""
    run = run_or_404(request, number)
    case = case_of(run, ref)
    return confirm(
        request,
        run,
        verb="take_out",
        act=lambda by, at, data: act(run=run, application=case, reason=data["reason"], by=by, at=at),
        done=_("%(name)s is out of this month and will be proposed again next month.")
        % {"name": case.person.full_name},
        form=ReasonForm(request.POST or None),
        case=case,
        lines=run.payments.filter(application=case).select_related("component"),
    )
