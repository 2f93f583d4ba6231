"""The second look at a match made by hand: then, and only then, what the bank says is booked."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.urls import reverse

from accounts.refusal import Refused
from applications import work
from tests.applications.factories import NOW
from tests.vouchers.answers_of_banks import camt, left
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_propose_match import REASON, unmatched  # noqa: F401
from tests.vouchers.test_record_answer import load
from vouchers import answer_work
from vouchers.actions.decide_match import decide_match
from vouchers.actions.propose_match import propose_match
from vouchers.ledger import paid_to
from vouchers.models import AnswerMatch, LedgerEntry, PaymentRun


@pytest.fixture
def match(w, unmatched):  # noqa: F811
    _answer, row, _first, second, _data = unmatched
    return propose_match(row=row, payout=second, reason=REASON, by=w.officer, at=NOW)


def tasks(user):
    return answer_work.matches(user=user, on=NOW.date(), whose=work.MINE)


def test_confirmed_by_another_it_is_booked_as_if_the_id_had_been_right(w, match, client):
    here = reverse("vouchers:decide_match", args=[match.pk])
    (task,) = tasks(w.manager)
    assert (task.url, task.person) == (here, match.payout.application.person.full_name)
    assert tasks(w.officer) == []  # who proposed it
    manager = as_user(client, w.manager)
    page = manager.get(here).content.decode()
    assert REASON in page
    assert match.payout.application.person.full_name in page
    assert manager.post(here).status_code == 302
    match.refresh_from_db()
    assert (match.accepted, match.decided_by) == (True, w.manager)
    match.payout.refresh_from_db()
    assert (match.payout.state, match.payout.paid_on) == ("paid", date(2026, 11, 27))
    assert paid_to(match.payout.application) == Decimal("400.00")
    assert PaymentRun.objects.get().state == "reconciled"
    assert not LedgerEntry.objects.aggregate(total=Sum("amount"))["total"]
    page = manager.get(reverse("vouchers:answer", args=[match.row.answer_id])).content.decode()
    assert f"confermato da {w.manager.full_name}" in page
    (row,) = manager.get(reverse("vouchers:answers")).context["rows"]
    assert row.unmatched == 0
    assert manager.post(here).status_code == 409
    assert tasks(w.manager) == []
    with pytest.raises(Refused, match="già abbinata"):
        propose_match(row=match.row, payout=match.payout, reason=REASON, by=w.officer, at=NOW)


def test_never_by_who_proposed_it_nor_when_the_outcome_came_meanwhile(w, match, client):
    own = AnswerMatch.objects.get()
    with pytest.raises(IntegrityError, match="match_decided_by_another"), transaction.atomic():
        AnswerMatch.objects.update(accepted=True, decided_at=NOW, decided_by=w.officer)
    with pytest.raises(Refused):
        decide_match(match=own, accepted=True, by=w.officer, at=NOW)
    payout = match.payout
    load(w, camt("053", [left(payout.end_to_end_id, payout.amount)], day="2026-11-30"))
    with pytest.raises(Refused, match="già noto"):
        decide_match(match=match, accepted=True, by=w.manager, at=NOW)
    page = as_user(client, w.manager).get(reverse("vouchers:decide_match", args=[match.pk])).content.decode()
    assert "si può solo rifiutare" in page
    assert ">Conferma<" not in page
    assert paid_to(payout.application) == Decimal("400.00")
    refused = decide_match(match=match, accepted=False, by=w.manager, at=NOW)
    assert refused.accepted is False
    with pytest.raises(Refused, match="già deciso"):
        decide_match(match=match, accepted=True, by=w.director, at=NOW)
