"""Send a notice to the family: chosen by a person, made in the background, frozen."""

from datetime import date

from django.db import transaction

from accounts.refusal import Refused
from applications import letter_tasks
from applications.models import Application
from applications.notice_letters import paper_of, why_not_letter


@transaction.atomic
def send_letter(*, application, kind, by, at, said=None, large_print=None):
    """Make the letter of ``kind`` for the case. ``said``: what only the sender knows. Returns the Job.

    Refused when it makes no sense for this case, or lacks a value its words need.
    """
    row = Application.objects.lock(application.pk)
    sentence = why_not_letter(by, row, kind)
    if sentence:
        raise Refused(sentence)
    said = said or {}
    known = said | ({"until": date.fromisoformat(said["until"])} if said.get("until") else {})
    paper_of(
        application=row, kind=kind, by=by, at=at, said=known
    )  # every value is there, or it is refused now
    return letter_tasks.start_letter(
        application=row,
        kind=kind,
        key=f"notice-{kind}-{row.pk}-{at:%Y%m%d%H%M%S}",
        by=by,
        at=at,
        said=said,
        large_print=large_print,
    )
