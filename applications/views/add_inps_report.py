"""Write what INPS says of a carer's contract."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.add_inps_report import add_inps_report as add
from applications.forms.proof import InpsReportForm
from applications.views._proof import proof_page


@require("case.write")
def add_inps_report(request, ref):
    """The report of hiring, or the contributions of a period."""
    return proof_page(
        request,
        ref,
        form_class=InpsReportForm,
        action=add,
        heading=_("INPS report on the carer"),
        verb=_("Save the report"),
        done=_("The report is in the case."),
    )
