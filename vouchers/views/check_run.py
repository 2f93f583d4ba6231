"""Run the checks."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.check_run import check_run as act
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def check_run(request, number):
    """The button posts here; a plain visit asks first."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb="check_run",
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=_("Checks done: look at what they found."),
    )
