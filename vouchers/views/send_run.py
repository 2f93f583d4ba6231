"""The files were given to the bank."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import figures, run_page
from vouchers.actions.send_run import send_run as act
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def send_run(request, number):
    """From here on the answer of the bank is awaited."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb="send_run",
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=_("The month is marked as sent."),
        figures=figures.of(run),
        files=run.files.filter(kind="bank"),
        outcome=run_page.outcome(run),
    )
