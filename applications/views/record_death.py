"""The person has died."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import panels
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
        day_of=lambda data: data["died_on"],
        months=_months,
    )


def _months(request, case, act, data, day_of, now):
    """By the rules of the call: the case itself is not closed to look."""
    on = timezone.localdate(now)
    died_on = min(day_of(data), on)
    return panels.effect_of_death(user=request.user, application=case, died_on=died_on, on=on), ""
