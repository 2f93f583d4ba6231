"""A new ISEE of somebody who is granted or paid already."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.change_isee import change_isee as act
from applications.forms.life import ChangeIseeForm
from applications.views._life import life_page


@require("case.write")
def change_isee(request, ref):
    """A new ISEE of somebody who is granted or paid already."""
    return life_page(
        request,
        ref,
        verb="change_isee",
        heading=_("New ISEE"),
        make_form=ChangeIseeForm,
        act=act,
        done=_("The new ISEE is recorded: somebody else decides whether the amount changes."),
        context=lambda case: {"now": case.person.isee_set.first()},
        day_of=lambda data: data["isee"]["issued_on"],
    )
