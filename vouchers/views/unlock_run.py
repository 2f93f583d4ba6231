"""Open the list again."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.unlock_run import unlock_run as act
from vouchers.permissions import valid_approvals
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def unlock_run(request, number):
    """Says first how many signatures fall."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb="unlock_run",
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=_("The list is open again. The signatures given before are void."),
        signatures=len(valid_approvals(run)),
    )
