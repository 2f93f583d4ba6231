"""The office answers what the family wrote against the notice of refusal."""

from django.db import transaction

from accounts.refusal import Refused
from applications import refusal
from applications.actions._transition import transition
from applications.permissions import REASON_NEEDED


@transaction.atomic
def answer_observations(*, application, by, at, answers):
    """``answers``: {key of the observation: text}. Every one that waits gets its own; the decision cites them."""
    row = transition(application=application, verb="answer_observations", by=by, at=at)
    for one in refusal.unanswered(refusal.open_notice(row)):
        text = answers.get(one.pk, "").strip()
        if not text:
            raise Refused(REASON_NEEDED)
        one.answer, one.answered_at, one.answered_by = text, at, by
        one.save(update_fields=["answer", "answered_at", "answered_by"])
    return row
