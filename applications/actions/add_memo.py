"""Write a reminder beside a case, for oneself or a colleague."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import memos
from applications.models import Application, Memo


@transaction.atomic
def add_memo(*, application, by, at, text, due_on, to):
    """Returns the Memo. Refused in the past, without words, to somebody who does not work with this case, or when the
    person has died."""
    row = Application.objects.lock(application.pk)
    on = timezone.localdate(at)
    sentence = memos.why_not_add(by, row)
    if sentence:
        raise Refused(sentence)
    if not text.strip():
        raise Refused(_("Write what is to be done."))
    if due_on < on:
        raise Refused(_("The day is in the past: write today or a later day."))
    if not memos.people(by, row, on=on).filter(pk=to.pk).exists():
        raise Refused(_("Choose yourself, or somebody who works with this case."))
    return Memo.objects.create(
        application=row, text=text.strip(), due_on=due_on, to=to, added_at=at, added_by=by
    )
