"""The right is lost."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.roles import require
from vouchers.actions.forfeit import forfeit as act
from vouchers.forms.case import ForfeitForm
from vouchers.views._case import ending_page


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:  # what is no day proposes none
        return None


@require("case.decide")
def forfeit(request, ref):
    """Since when, why, and what comes back. ``?dal=``: the day proposed by months without their expense report."""
    day = _day(request.GET.get("dal", ""))
    return ending_page(
        request,
        ref,
        verb="forfeit",
        what=_("forfeiture"),
        form_class=ForfeitForm,
        act=act,
        done=_("The forfeiture is decided: the award has ended and the case is closed."),
        initial={"cause": "documents", "from_day": day} if day else None,
    )
