"""Another family caregiver, or none, from a day on."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.change_caregiver import change_caregiver as act
from applications.forms.life import ChangeCaregiverForm
from applications.views._life import life_page


@require("case.write")
def change_caregiver(request, ref):
    """Another family caregiver, or none, from a day on."""
    return life_page(
        request,
        ref,
        verb="change_caregiver",
        heading=_("Change of caregiver"),
        make_form=ChangeCaregiverForm,
        act=act,
        done=_("The change is recorded: somebody else decides whether the amount changes."),
        context=lambda case: {"now": case.caregivers.filter(ends_on__isnull=True).first()},
        day_of=lambda data: data["starts_on"],
    )
