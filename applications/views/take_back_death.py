"""The death was a mistake: everything comes back."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.take_back_death import take_back_death as act
from applications.forms.life import TakeBackDeathForm
from applications.life import death_of
from applications.views._life import life_page


@require("case.decide")
def take_back_death(request, ref):
    """The death was a mistake: everything comes back."""
    return life_page(
        request,
        ref,
        verb="take_back_death",
        heading=_("The death was a mistake"),
        make_form=TakeBackDeathForm,
        act=act,
        done=_("The death is taken back: the case is as it was."),
        context=lambda case: {"death": death_of(case)},
    )
