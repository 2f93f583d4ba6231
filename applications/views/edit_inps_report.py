"""Correct what INPS says of a carer's contract."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.edit_inps_report import edit_inps_report as edit
from applications.forms.proof import InpsReportForm
from applications.models import InpsReport
from applications.views._intake import case_or_404
from applications.views._proof import proof_page


@require("case.write")
def edit_inps_report(request, ref, pk):
    """The report as it stands, to be corrected; what it said before stays among the versions."""
    application = case_or_404(request, ref)
    report = get_object_or_404(InpsReport, pk=pk, contract__application=application)
    return proof_page(
        request,
        ref,
        form_class=InpsReportForm,
        action=partial(edit, report=report),
        heading=_("Correct the INPS report"),
        verb=_("Save the correction"),
        done=_("Corrected: what it said before is among the versions."),
        row=report,
    )
