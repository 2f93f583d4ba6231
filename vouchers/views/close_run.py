"""The month is over."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import figures, run_page
from vouchers.actions.close_run import close_run as act
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def close_run(request, number):
    """Nothing of it is asked of anybody any more."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb="close_run",
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=_("The month is closed."),
        figures=figures.of(run),
        files=run.files.filter(kind="bank"),
        outcome=run_page.outcome(run),
    )
