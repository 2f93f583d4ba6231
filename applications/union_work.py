"""What the records of people add to the work queue: those that may be one person."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications import unions, work


def pairs_to_look_at(*, user, on, whose):
    """One row for all the pairs, for who may unite them. One query."""
    if whose == work.UNASSIGNED or not user.may("case.decide"):
        return []
    pairs = unions.alike(user.plan_office)
    if not pairs:
        return []
    url = (
        reverse("applications:unite_people", args=pairs[0])
        if len(pairs) == 1
        else reverse("applications:duplicates")
    )
    label = _("Look at records that may be one person")
    return [
        work.Task(
            label=label,
            url=url,
            action=_("Compare"),
            action_url=url,
            icon="user",
            why=ngettext(
                "%(n)s pair with nearly the same name and date of birth: a person paid twice would not be seen.",
                "%(n)s pairs with nearly the same name and date of birth: a person paid twice would not be seen.",
                len(pairs),
            )
            % {"n": len(pairs)},
            code="unite_people",
            kind=label,
        )
    ]
