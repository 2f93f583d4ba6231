"""Which letters leave by themselves."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.letter_tasks import BY_ITSELF
from applications.models import LetterChoice
from applications.permissions import NOT_YOUR_ROLE


@transaction.atomic
def choose_letters(*, plan_office, kinds, by, at):
    """From now on the letters of ``kinds`` leave with the fact they tell; the others are a task. Returns the row."""
    if not by.may("call.write") or by.plan_office != plan_office:
        raise Refused(NOT_YOUR_ROLE)
    if not set(kinds) <= set(BY_ITSELF):
        raise Refused(_("This letter never leaves by itself."))
    row, _new = LetterChoice.objects.update_or_create(
        plan_office=plan_office, defaults={"by_itself": sorted(kinds), "set_at": at, "set_by": by}
    )
    return row
