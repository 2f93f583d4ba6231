"""Make the papers."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import figures, payers
from vouchers.actions.issue_run import issue_run as act
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def issue_run(request, number):
    """Starts the job; the page of the run shows how far it is."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb="issue_run",
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=_("The papers are being made. You can keep working."),
        figures=figures.of(run),
        payers=payers.of_run(run),
    )
