"""Write what was found of another measure."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.check_measure import check_measure as check
from applications.forms.proof import MeasureForm
from applications.models import MeasureCheck
from applications.views._intake import case_or_404
from applications.views._proof import proof_page


@require("case.write")
def check_measure(request, ref):
    """What was found, beside what the family declared; a measure may be renounced.

    ``?misura=``: the measure to correct, as it stands.
    """
    row = MeasureCheck.objects.filter(
        application=case_or_404(request, ref), code=request.GET.get("misura", "").replace("\x00", "")
    ).first()
    return proof_page(
        request,
        ref,
        form_class=MeasureForm,
        action=check,
        heading=_("Check of another measure"),
        verb=_("Save the check"),
        done=_("The check is written: the calculation uses it."),
        row=row,
    )
