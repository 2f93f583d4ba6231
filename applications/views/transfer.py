"""Hand the case over to another Comune of the Ambito."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.transfer import transfer as act
from applications.forms.life import TransferForm
from applications.views._life import life_page


@require("case.write")
def transfer(request, ref):
    """Hand the case over to another Comune of the Ambito."""
    return life_page(
        request,
        ref,
        verb="transfer",
        heading=_("Hand over to another Comune"),
        make_form=TransferForm,
        act=act,
        done=_("The case is handed over. This sheet goes with it."),
        url_after=lambda row: reverse("applications:transfer_sheet", args=[row.application.ref, row.pk]),
    )
