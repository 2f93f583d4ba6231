"""Close the list."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import figures
from vouchers.actions.lock_run import lock_run as act
from vouchers.forms.run import VersionForm
from vouchers.views._run import confirm, run_or_404


@require("payment.prepare")
def lock_run(request, number):
    """The title is the consequence: how many payments, how much, and no way to change them afterwards."""
    run = run_or_404(request, number)
    form = VersionForm(request.POST or None, initial={"version": run.version})
    return confirm(
        request,
        run,
        verb="lock_run",
        act=lambda by, at, data: act(run=run, by=by, at=at, expected_version=data["version"]),
        done=_("The list is locked. Now two other people sign it."),
        form=form,
        figures=figures.of(run),
    )
