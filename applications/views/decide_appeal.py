"""Answer a request for review."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.decide_appeal import decide_appeal as act
from applications.forms.life import DecideAppealForm
from applications.life import open_appeal, refusal_of
from applications.views._life import life_page


@require("case.decide")
def decide_appeal(request, ref):
    """Answer a request for review."""
    return life_page(
        request,
        ref,
        verb="decide_appeal",
        heading=_("Decide on the review"),
        make_form=DecideAppealForm,
        act=act,
        done=_("The answer is recorded."),
        context=lambda case: {"appeal": open_appeal(case), "refused": refusal_of(case)},
    )
