"""Take away an INPS report or the check of a measure written by mistake."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import evidence_page
from applications.actions.remove_proof import remove_proof as remove
from applications.forms.proof import RemoveProofForm
from applications.views._intake import case_or_404
from applications.views._proof import proof_page

REMOVABLE = ("inpsreport", "measurecheck")  # ISEE and certificates are changed in the intake


@require("case.write")
def remove_proof(request, ref, proof, pk):
    """What it says, and why it goes."""
    application = case_or_404(request, ref)
    rows = evidence_page.rows_of(application, request.user).get(proof) if proof in REMOVABLE else None
    row = rows.filter(pk=pk).first() if rows is not None else None
    if row is None:
        if rows is None or not evidence_page.was_there(application, request.user, proof, pk):
            raise Http404
        messages.info(request, _("It is already taken away: you find it among the versions."))
        return redirect("applications:evidence", application.ref)
    label, value, starts, ends = evidence_page.WORDS[proof](row)

    def act(*, application, by, at, reason):
        remove(application=application, evidence=row, by=by, at=at, reason=reason)

    return proof_page(
        request,
        ref,
        form_class=RemoveProofForm,
        action=act,
        heading=_("Take evidence away"),
        verb=_("Take it away"),
        done=_("Taken away: it stays among the versions."),
        facts={"label": label, "value": value, "starts": starts, "ends": ends},
    )
