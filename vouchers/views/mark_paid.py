"""The treasurer has paid."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import figures
from vouchers.actions.mark_paid import mark_paid as act
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def mark_paid(request, number):
    """The last word on the month."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb="mark_paid",
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=_("The month is paid."),
        figures=figures.of(run),
    )
