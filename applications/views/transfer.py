"""Hand the case over to another Comune of the Ambito."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.transfer import transfer as act
from applications.forms.life import TransferForm
from applications.models import Inquiry
from applications.views._life import life_page


@require("case.write")
def transfer(request, ref):
    """Hand the case over to another Comune of the Ambito; ``?per=``: the question of that Comune, already answered."""
    return life_page(
        request,
        ref,
        verb="transfer",
        heading=_("Hand over to another Comune"),
        make_form=lambda data, application: TransferForm(
            data, application=application, initial=_asked(application, request.GET.get("per", ""))
        ),
        act=act,
        done=_("The case is handed over. This sheet goes with it."),
        url_after=lambda row: reverse("applications:transfer_sheet", args=[row.application.ref, row.pk]),
    )


def _asked(application, key):
    """The new Comune and the reason, from the question it asked."""
    rows = application.inquiries.filter(kind=Inquiry.Kind.HANDOVER)
    inquiry = rows.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 19 else None
    return {"to_office": inquiry.asked_office_id, "note": inquiry.reason} if inquiry else {}
