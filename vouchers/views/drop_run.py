"""Give up a further list of a month."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.drop_run import drop_run as act
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def drop_run(request, number):
    """Nobody is paid by it; what it held waits for the next list."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb="drop_run",
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=_("The list is given up: nobody is paid by it."),
    )
