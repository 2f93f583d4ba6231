"""Another contract of the carer, or none, from a day on."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.change_carer import change_carer as act
from applications.forms.life import ChangeCarerForm
from applications.views._life import life_page


@require("case.write")
def change_carer(request, ref):
    """Another contract of the carer, or none, from a day on."""
    return life_page(
        request,
        ref,
        verb="change_carer",
        heading=_("Change of the carer's contract"),
        make_form=ChangeCarerForm,
        act=act,
        done=_("The change is recorded: somebody else decides whether the amount changes."),
        context=lambda case: {"now": case.carer_contracts.filter(ends_on__isnull=True).first()},
        day_of=lambda data: data["starts_on"],
    )
