"""Sign the list."""

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers import figures
from vouchers.actions.approve_run import approve_run as act
from vouchers.forms.run import SignatureForm
from vouchers.views._run import confirm, run_or_404


@require("payment.approve")
def approve_run(request, number):
    """Binds the signature to the list on the page, by its hash."""
    run = run_or_404(request, number)
    form = SignatureForm(request.POST or None, initial={"lines_hash": run.lines_hash})
    return confirm(
        request,
        run,
        verb="approve_run",
        act=lambda by, at, data: act(run=run, by=by, at=at, lines_hash=data["lines_hash"]),
        done=_("Signed."),
        form=form,
        figures=figures.of(run),
        before=figures.previous_run(run),
    )
