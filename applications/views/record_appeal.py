"""The family asks for the refusal to be looked at again."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.record_appeal import record_appeal as act
from applications.forms.life import RecordAppealForm
from applications.life import refusal_of
from applications.views._life import life_page


@require("case.write")
def record_appeal(request, ref):
    """The family asks for the refusal to be looked at again."""
    return life_page(
        request,
        ref,
        verb="record_appeal",
        heading=_("Record a request for review"),
        make_form=RecordAppealForm,
        act=act,
        done=_("The request for review is recorded: somebody else decides on it."),
        context=lambda case: {"refused": refusal_of(case)},
    )
