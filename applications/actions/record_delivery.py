"""Write how and when a letter left, and when the family had it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import procedure, refusal
from applications.actions._clock import move_notice_stop
from applications.actions._transition import record
from applications.models import Application, EarlierSending, IssuedLetter, LetterKind
from applications.permissions import NOT_YOUR_ROLE
from applications.sendings import in_words


@transaction.atomic
def record_delivery(*, letter, by, at, how, sent_on, received_on=None, came_back_on=None, again=False):
    """By post, PEC or hand. From the day a notice of refusal is received the ten days run. Returns the letter.

    ``again``: the letter was sent once more, and the time recorded before is kept apart; without, what was recorded is
    corrected. ``came_back_on``: nobody received it. Raises ``Refused`` for days that cannot be.
    """
    if not (by.may("case.write") or by.may("case.decide")):
        raise Refused(NOT_YOUR_ROLE)
    row = IssuedLetter.objects.select_for_update(of=("self",)).select_related("document").get(pk=letter.pk)
    made_on, today = timezone.localdate(row.document.added_at), timezone.localdate(at)
    if sent_on < made_on:
        raise Refused(_("The letter was made on a later day: check when it was sent."))
    if received_on and received_on < sent_on:
        raise Refused(_("It cannot be received before it was sent: check the two dates."))
    if came_back_on and (received_on or came_back_on < sent_on):
        raise Refused(_("A letter is received or it comes back, after it was sent: check the dates."))
    if max(sent_on, received_on or sent_on, came_back_on or sent_on) > today:
        raise Refused(_("The day is in the future: write it when it has happened."))
    if again:
        _keep_apart(row, sent_on)
    row.how, row.sent_on, row.received_on, row.came_back_on = how, sent_on, received_on, came_back_on
    row.recorded_at, row.recorded_by = at, by
    row.save()
    case = Application.objects.lock(row.application_id)
    notice = refusal.open_notice(case)
    # a notice already received keeps its term: it is not moved after the family was told
    if row.kind == LetterKind.REFUSAL_NOTICE and notice and notice.received_on is None and received_on:
        notice.received_on = received_on
        notice.term_on = procedure.answer_term(case, received_on)
        notice.save()
        move_notice_stop(notice=notice)
    note = f"{row.document.label}: {in_words(row)}"
    record(
        application=case,
        verb="record_delivery",
        by=by,
        at=at,
        note=note,
        data={"document": row.document_id, "how": how, "again": again},
    )
    return row


def _keep_apart(row, sent_on):
    """The sending recorded on the letter stands as an earlier one; the next cannot be before it."""
    if row.sent_on is None:
        raise Refused(_("No sending of this letter is recorded yet: this is the first."))
    if sent_on < row.sent_on:
        raise Refused(_("The time before it was sent on a later day: check when it was sent again."))
    EarlierSending.objects.create(
        letter=row,
        how=row.how,
        sent_on=row.sent_on,
        received_on=row.received_on,
        came_back_on=row.came_back_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
    )
