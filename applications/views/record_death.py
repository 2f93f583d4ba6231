"""The person has died."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.record_death import record_death as act
from applications.forms.life import RecordDeathForm
from applications.views._life import life_page


@require("case.write")
def record_death(request, ref):
    """The person has died."""
    return life_page(
        request,
        ref,
        verb="record_death",
        heading=_("Record a death"),
        make_form=RecordDeathForm,
        act=act,
        done=_("The death is recorded. Nothing more is written to the family."),
    )
