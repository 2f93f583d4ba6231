"""Approving a ranking: another person, inputs that still hold, the waiting list, the award that follows the order."""

import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.actions.withdraw import withdraw
from applications.models import LetterKind
from applications.notice_letters import NO_RANKING, place_of, why_not_letter
from tests.applications.factories import NOW, TODAY, make_user
from tests.vouchers.ranked import ACT, approved, computed, eligible, money_line, with_ranking
from vouchers import ranking_page
from vouchers.actions.award import award
from vouchers.models import RankingApproval
from vouchers.ranking_permissions import FOUR_EYES, STALE

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(w):
    return with_ranking(w)


def test_who_is_not_funded_waits_and_the_letter_says_the_place(w):
    cases = eligible(w)
    money_line(w, "9600.00")
    nadia, luciana = cases["nadia"], cases["luciana"]
    with pytest.raises(Refused, match=r"approved one|approvata"):
        award(application=cases["adele"], by=w.director, at=NOW)
    snapshot = approved(w)
    for case in cases.values():
        case.refresh_from_db()
    assert [case.status for case in cases.values()] == [
        "eligible",
        "eligible",
        "waiting_list",
        "waiting_list",
    ]
    assert [place_of(case) for case in cases.values()] == [None, None, 1, 2]
    assert why_not_letter(w.social_worker, nadia, LetterKind.WAITING_LIST) is None
    assert [event.data for event in nadia.events.filter(verb="rank")] == [{"place": 3, "funded": False}]
    # who gives up is passed over: the one below comes forward, the ranking stays
    withdraw(application=nadia, by=w.social_worker, at=NOW, note="Rinuncia")
    assert place_of(luciana) == 1
    # money follows the order
    with pytest.raises(Refused, match=r"does not fund|non finanzia"):
        award(application=luciana, by=w.director, at=NOW)
    award(application=cases["adele"], by=w.director, at=NOW)
    assert snapshot.approval.approved_by == w.director


def test_without_a_ranking_the_place_is_never_typed(w):
    case = eligible(w, "adele")["adele"]
    type(case).objects.filter(pk=case.pk).update(status="waiting_list")
    case.refresh_from_db()
    assert why_not_letter(w.social_worker, case, LetterKind.WAITING_LIST) == NO_RANKING


def test_another_person_approves(w):
    eligible(w, "adele")
    money_line(w, "9600.00")
    snapshot = computed(w)
    with pytest.raises(Refused) as refusal:
        approved(w, snapshot, by=w.manager)
    assert refusal.value.sentence == FOUR_EYES
    for who in (w.officer, w.auditor, w.social_worker):
        with pytest.raises(Refused):
            approved(w, snapshot, by=who)
    approved(w, snapshot)
    other = make_user("altra@valserena.example", w.plan_office, "director", "Altra", "Persona")
    with pytest.raises(Refused, match=w.director.full_name):
        approved(w, snapshot, by=other)


def test_the_database_refuses_the_author_a_false_author_and_an_old_version(w):
    eligible(w, "adele")
    money_line(w, "9600.00")
    old, new = computed(w), computed(w)

    def sign(snapshot, by, **more):
        values = {"computed_by": snapshot.computed_by, "inputs_hash": snapshot.inputs_hash} | more
        with transaction.atomic():
            RankingApproval.objects.create(
                snapshot=snapshot, approved_at=NOW, approved_by=by, **ACT, **values
            )

    with pytest.raises(IntegrityError, match="ranking_approved_by_another"):
        sign(new, w.manager)
    for wrong in ({"computed_by": w.officer}, {"inputs_hash": "0" * 64}):
        with pytest.raises(IntegrityError, match="as it was computed"):
            sign(new, w.director, **wrong)
    with pytest.raises(IntegrityError, match="newest ranking"):
        sign(old, w.director)


def test_stale_inputs_are_refused_and_what_changed_is_said(w):
    cases = eligible(w, "adele", "carla")
    money_line(w, "9600.00")
    snapshot = computed(w)
    assert ranking_page.stale(snapshot, on=TODAY) == []
    isee = cases["carla"].person.isee_set.get()
    type(isee).objects.filter(pk=isee.pk).update(value="100.00")
    changed = ranking_page.stale(snapshot, on=TODAY)
    assert [ref for ref, _said in changed] == [cases["carla"].ref]
    with pytest.raises(Refused) as refusal:
        approved(w, snapshot)
    assert refusal.value.sentence == STALE
    again = computed(w)
    with pytest.raises(Refused):
        approved(w, snapshot)
    approved(w, again)
    with pytest.raises(Refused):
        approved(w, computed(w), inputs_hash="0" * 64)
