"""Load what the bank says of the payments."""

import hashlib

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from papers import store
from vouchers import bank_answers
from vouchers.actions import _outcomes
from vouchers.bank.answers import Outcome
from vouchers.bank.reasons import in_words
from vouchers.models import AnswerRow, BankAnswer

KIND = "bank_answer"
SHOWN = 20  # problems named at once
NOTHING_OURS = _(
    "None of the payments in this file was made here: is it the right file, of the right account?"
)


class RefusedRows(Refused):
    """``rows``: (line, sentence) of what is wrong; nothing of the file was recorded."""

    def __init__(self, sentence, rows):
        super().__init__(sentence)
        self.rows = rows


def record_answer(*, answer, data, name, content_type, plan_office, by, at):
    """Keep the file and record what it says, all of it or nothing. Returns the BankAnswer.

    The same bytes once more find the first one: nothing changes, and the answer says so by its ``loaded_at``.
    Raises ``RefusedRows`` with the lines that cannot be true.
    """
    if not by.may("payment.prepare") or by.office != plan_office:
        raise Refused(NOT_YOUR_ROLE)
    digest = hashlib.sha256(data).hexdigest()
    there = BankAnswer.objects.filter(plan_office=plan_office, sha256=digest).first()
    if there:
        return there
    try:
        with transaction.atomic():
            return _record(answer, data, digest, name, content_type, plan_office, by=by, at=at)
    except IntegrityError:
        there = BankAnswer.objects.filter(plan_office=plan_office, sha256=digest).first()
        if there is None:
            raise
        return there


def _record(answer, data, digest, name, content_type, plan_office, *, by, at):
    _outcomes.lock_runs(plan_office)
    found, others = bank_answers.find(answer, plan_office)
    wrong = sorted(answer.problems + bank_answers.problems(found), key=lambda one: one[0])
    if wrong:
        raise RefusedRows(_("Nothing was recorded: these lines of the file cannot be right."), wrong)
    if not found:
        raise Refused(NOTHING_OURS)
    changed = _outcomes.write(found, by=by, at=at)
    stored = store.keep(
        data, name=name, content_type=content_type, kind=KIND, by=by, at=at, office=plan_office
    )
    row = BankAnswer.objects.create(
        plan_office=plan_office, kind=answer.kind, stored=stored, sha256=digest, others=others, loaded_at=at,
        loaded_by=by,
    )  # fmt: skip
    _rows(row, found, changed)
    return row


def _rows(answer, found, changed):
    told, rows = set(), []
    for one in found:
        payout, outcome = one.payout, one.row.outcome
        if payout is None:
            effect = AnswerRow.Effect.UNMATCHED
        elif outcome == Outcome.WAITING:
            effect = AnswerRow.Effect.WAITING
        elif payout.pk in changed and (payout.pk, outcome) not in told:
            effect = AnswerRow.Effect.WRITTEN
        else:
            effect = AnswerRow.Effect.KNOWN
        told.add((payout and payout.pk, outcome))
        with override("it"):
            reason = (
                in_words(one.row.code, one.row.words)
                if outcome in (Outcome.RETURNED, Outcome.REJECTED)
                else ""
            )
        rows.append(
            AnswerRow(
                answer=answer, line=one.row.line, end_to_end_id=one.end_to_end_id[:60], payout=payout,
                outcome=outcome, on=one.row.on, amount=one.row.amount, reason=reason, effect=effect,
            )
        )  # fmt: skip
    AnswerRow.objects.bulk_create(rows, batch_size=1000)
