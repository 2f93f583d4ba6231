"""A row of the bank's answer that no id fits is matched by hand: proposed by one person, nothing booked before."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from accounts.refusal import Refused
from papers import store
from tests.applications.factories import NOW
from tests.vouchers.answers_of_banks import came_back, camt, left
from tests.vouchers.factories import awarded, make_run
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_record_answer import load
from vouchers import matching
from vouchers.actions.propose_match import propose_match
from vouchers.models import AnswerMatch, Payout

REASON = "Al telefono con la tesoreria, sig. Neri, 30/11"


@pytest.fixture
def unmatched(w):
    """Adele and Carla, 400 euro each: the bank knows Adele's payment and cuts the last sign off Carla's id."""
    cases = [awarded(w, who) for who in ("adele", "carla")]
    run = make_run(w, state="sent")
    first, second = (run.payouts.get(application=case) for case in cases)
    data = camt("053", [left(first.end_to_end_id, first.amount), left("B2-202611-", second.amount)])
    answer = load(w, data)
    return answer, answer.rows.get(effect="unmatched"), first, second, data


def test_the_page_offers_what_waits_with_the_same_amount(w, unmatched, client):
    answer, row, first, second, data = unmatched
    officer = as_user(client, w.officer)
    page = officer.get(reverse("vouchers:answer", args=[answer.pk])).content.decode()
    here = reverse("vouchers:propose_match", args=[row.pk])
    assert here in page
    file = officer.get(reverse("vouchers:answer_file", args=[answer.pk]))
    assert file.content == data == store.read(answer.stored)
    assert "attachment" in file["Content-Disposition"]
    assert [one.pk for one in officer.get(here).context["offered"]] == [second.pk]
    assert not officer.get(here, {"q": first.application.person.last_name}).context["offered"]
    empty = officer.post(here, {"payout": second.pk, "reason": ""})
    assert empty.status_code == 422
    assert "checked" in empty.content.decode()
    assert officer.post(here, {"payout": first.pk, "reason": REASON}).status_code == 422
    assert officer.post(here, {"payout": second.pk, "reason": REASON}).url == reverse(
        "vouchers:answer", args=[answer.pk]
    )
    match = AnswerMatch.objects.get()
    assert (match.payout, match.reason, match.proposed_by) == (second, REASON, w.officer)
    assert Payout.objects.get(pk=second.pk).state == "booked"
    page = officer.get(reverse("vouchers:answer", args=[answer.pk])).content.decode()
    assert "da confermare da un’altra persona" in page
    assert here not in page
    assert "già abbinata" in officer.get(here).content.decode()


def test_never_twice_nor_a_payment_whose_outcome_is_known(w, unmatched):
    answer, row, first, second, _data = unmatched

    def propose(payout, this=row, by=w.officer):
        return propose_match(row=this, payout=payout, reason=REASON, by=by, at=NOW)

    with pytest.raises(Refused, match="già noto"):
        propose(first)
    with pytest.raises(Refused):
        propose(second, by=w.social_worker)
    with pytest.raises(Refused, match="niente da abbinare"):
        propose(second, this=answer.rows.get(effect="written"))
    other = load(w, camt("054", [left("B2-XX", "12.00"), came_back("B2-YY", "400.00")]))
    small, back = other.rows.order_by("line")
    with pytest.raises(Refused, match="400,00"):
        propose(second, this=small)
    match = propose(second)
    with pytest.raises(Refused, match="già abbinata"):
        propose(second)
    with pytest.raises(Refused, match="decidi prima quella"):
        propose(second, this=back)
    assert second not in matching.candidates(back, w.plan_office)
    assert first in matching.candidates(back, w.plan_office)  # paid, and it may have come back
    known = answer.rows.get(effect="written")
    for wrong in (
        {"row": known, "payout": first},
        {"row": row, "payout": first},
        {"row": back, "payout": second},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnswerMatch.objects.create(reason="x", proposed_at=NOW, proposed_by=w.officer, **wrong)
    for act in (match.delete, lambda: AnswerMatch.objects.update(reason="y")):
        with pytest.raises(ProgrammingError), transaction.atomic():
            act()
