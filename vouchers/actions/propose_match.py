"""Say by hand which payment a row of the bank's answer is about."""

from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from vouchers import matching
from vouchers.models import AnswerMatch, AnswerRow


def propose_match(*, row, payout, reason, by, at):
    """An AnswerMatch that waits for another person; nothing is booked before. ``reason``: how it was recognised."""
    try:
        with transaction.atomic():
            row = AnswerRow.objects.select_for_update(of=("self",)).select_related("answer").get(pk=row.pk)
            chosen = matching.of_office(row.answer.plan_office).select_related("run").filter(pk=payout.pk)
            sentence = matching.why_not_match(by, row)
            if sentence is None:
                there = chosen.first()
                sentence = matching.why_not_payout(row, there) if there else matching.KNOWN
            if sentence:
                raise Refused(sentence)
            return AnswerMatch.objects.create(
                row=row, payout=payout, reason=reason, proposed_at=at, proposed_by=by
            )
    except IntegrityError as error:  # somebody else matched the payment at this very moment
        raise Refused(matching.TAKEN) from error
