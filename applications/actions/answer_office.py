"""Answer another office that asked about a case."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Inquiry
from applications.permissions import NOT_YOUR_ROLE, REASON_NEEDED


@transaction.atomic
def answer_office(*, inquiry, outcome, answer, by, at):
    """Close the question with ``outcome`` (``Inquiry.Outcome``) and its words. The case itself does not move.

    Raises ``Refused`` when somebody answered already, or without words.
    """
    row = Inquiry.objects.select_for_update(of=("self",)).select_related("application").get(pk=inquiry.pk)
    if not by.may("case.write"):
        raise Refused(NOT_YOUR_ROLE)
    if row.answered_at is not None:
        raise Refused(_("Somebody has answered already."))
    if not answer.strip():
        raise Refused(REASON_NEEDED)
    row.outcome, row.answer, row.answered_at, row.answered_by = outcome, answer, at, by
    row.save()
    record(
        application=row.application,
        verb="answer_office",
        by=by,
        at=at,
        note=answer,
        data={"kind": row.kind, "outcome": outcome},
    )
    return row
