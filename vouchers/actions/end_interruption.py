"""The person is back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.resume import resume
from applications.letter_tasks import start_by_itself
from applications.models import Application, LetterKind
from applications.workflow import Status
from vouchers.permissions import why_not_case


@transaction.atomic
def end_interruption(*, application, by, at, ends_on):
    """Close the interruption that is going on; ``ends_on`` is the last day away. The money starts again."""
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "end_interruption", at=at)
    if sentence:
        raise Refused(sentence)
    row = case.interruptions.select_for_update().get(ends_on__isnull=True)
    if ends_on < row.starts_on:
        raise Refused(_("The return comes before the first day away: check the two dates."))
    if ends_on > timezone.localdate(at):
        raise Refused(_("The return is in the future: record it when the person is back."))
    row.ends_on, row.ended_at, row.ended_by = ends_on, at, by
    row.save()
    if case.status == Status.SUSPENDED:
        resume(application=case, by=by, at=at)
        start_by_itself(application=case, kind=LetterKind.RESUMPTION, by=by, at=at)
    return row
