"""Put a person back into this month."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.put_back import put_back as act
from vouchers.views._run import case_of, confirm, run_or_404


@require("payment.prepare")
def put_back(request, number, ref):
    """Undo the removal, while the list is open."""
    run = run_or_404(request, number)
    case = case_of(run, ref)
    return confirm(
        request,
        run,
        verb="put_back",
        act=lambda by, at, data: act(run=run, application=case, by=by, at=at),
        done=_("%(name)s is back in the list.") % {"name": case.person.full_name},
        case=case,
        lines=run.payments.filter(application=case).select_related("component"),
    )
