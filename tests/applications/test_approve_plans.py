"""Several plans in one signature: each named before, all or none, only those with nothing to read."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions.approve_plans import MOST, approve_plans
from applications.models import Application, Determination, IndividualPlan
from applications.permissions import current_plan
from tests.applications.approving import lend
from tests.applications.factories import NOW, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import again, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
PAGE = "/approvazioni/insieme/"


def waiting(w, *people):
    return [make_case(w, who, status="plan_review") for who in people]


def shown(user, cases):
    """(the page, what it would send) for these cases."""
    keys = "&".join(f"plan={current_plan(again(case)).pk}" for case in cases)
    page = enter(Client(), user).get(f"{PAGE}?{keys}")
    return page, [row["read"] for row in page.context["rows"]]


def test_they_are_named_with_what_they_commit_then_approved_together():
    w = world()
    cases = waiting(w, "adele", "renato")
    assert reverse("applications:approve_plans") == PAGE
    page, read = shown(w.director, cases)
    for words in ("Adele Brambati", "Renato Scalvini", "9.600,00", "L'avviso non indica il budget"):
        assert words in said(page)
    done = enter(Client(), w.director).post(PAGE, {"read": read}, follow=True)
    assert "2 Piani approvati" in said(done)
    assert {again(case).status for case in cases} == {"eligible"}
    assert {row.decided_by for case in cases for row in current_plan(again(case)).decisions.all()} == {
        w.director
    }


@pytest.mark.parametrize("what", ["changed", "isee", "amount"])
def test_all_are_refused_with_the_name_of_the_one_that_changed_or_has_something_to_read(what):
    w = world()
    cases = waiting(w, "adele", "renato")
    read = shown(w.director, cases)[1]
    if what == "changed":
        IndividualPlan.objects.filter(application=cases[1]).update(edit_version=9)
    elif what == "isee":
        cases[1].person.isee_set.update(has_omissions=True)
    else:
        read[1] = read[1].replace("400.00", "401.00")
    answer = enter(Client(), w.director).post(PAGE, {"read": read})
    assert answer.status_code == 409
    told = answer.context["problem"]
    assert "Renato Scalvini" in told
    assert "Adele Brambati" not in told
    assert {again(case).status for case in cases} == {"plan_review"}
    assert not Determination.objects.exists()


def test_the_list_offers_only_those_with_nothing_to_read_and_prepared_by_others():
    w = world()
    mine, good, omitted = waiting(w, "adele", "renato", "carla")
    IndividualPlan.objects.filter(application=mine).update(written_by=w.manager)
    omitted.person.isee_set.update(has_omissions=True)
    rows = enter(Client(), w.manager).get("/approvazioni/").context["page"].object_list
    assert {row.detail: bool(row.key) for row in rows} == {
        mine.ref: False,
        good.ref: True,
        omitted.ref: False,
    }
    page, read = shown(w.manager, [mine, good, omitted])
    assert len([one for one in read if one]) == 1
    assert 'name="read"' not in said(page)  # with something to read, no button for the others either
    by_hand = [f"{case.pk}:{current_plan(case).pk}:1:400.00" for case in (mine, good)]
    assert enter(Client(), w.manager).post(PAGE, {"read": by_hand}).status_code == 409
    assert not Determination.objects.exists()


def test_too_many_none_nonsense_and_another_ambito_approve_nothing():
    w, other = world(), world("altrove", "B2-X")
    (case,) = waiting(w, "adele")
    read = shown(w.director, [case])[1]
    with pytest.raises(Refused, match=str(MOST)):
        approve_plans(read=[(1, 1, 1, None)] * (MOST + 1), by=w.director, at=NOW)
    for values in ([], ["x"], ["1:2:3"], ["1:2:3:-4"], ["²:1:1:1"], [read[0] + ".5"]):
        assert enter(Client(), w.director).post(PAGE, {"read": values}).status_code == 409
    assert enter(Client(), other.director).post(PAGE, {"read": read}).status_code == 409
    assert not shown(other.director, [case])[1]
    late = enter(Client(), w.director, ago=3600).post(PAGE, {"read": read})
    assert late["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not Determination.objects.exists()


def test_a_delegate_approves_in_the_place_of_who_is_away_and_it_is_written():
    w = world()
    (case,) = waiting(w, "adele")
    row = lend(w, by=w.manager)
    read = shown(row.delegate, [case])[1]
    enter(Client(), row.delegate).post(PAGE, {"read": read})
    plan = current_plan(again(case))
    decision = plan.decisions.get()
    assert (plan.approved_by, decision.delegation, decision.role) == (row.delegate, row, "social_worker")
    assert decision.content_hash == plan.content_hash
    page = said(enter(Client(), w.auditor).get(reverse("applications:approval", args=["piano", plan.pk])))
    for words in (
        "Silvia Cortesi",
        "al posto di Marco Lanfredi, con delega dal 18/11/2026",
        plan.content_hash,
    ):
        assert words in page
    assert "Silvia Cortesi" in said(enter(Client(), w.director).get("/approvazioni/decise/"))


def test_a_delegate_does_not_approve_what_the_absent_one_prepared():
    w = world()
    (case,) = waiting(w, "adele")
    IndividualPlan.objects.filter(application=case).update(written_by=w.manager)
    row = lend(w, by=w.manager)
    page = enter(Client(), row.delegate).get(reverse("applications:approve_plan", args=[case.ref]))
    assert "L'ha preparato Marco Lanfredi" in said(page)
    assert 'name="expected_version"' not in said(page)


@pytest.mark.parametrize("what", ["piano", "regole", "niente"])
def test_the_register_shows_nothing_of_another_office(what):
    w, other = world(), world("altrove", "B2-X")
    pk = current_plan(waiting(w, "adele")[0]).pk
    address = reverse("applications:approval", args=[what, pk])
    assert enter(Client(), other.director).get(address).status_code == 404
    assert enter(Client(), w.other_social_worker).get(address).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_signatures_that_cross_wait_for_each_other_and_approve_each_plan_once():
    w = world()
    cases = waiting(w, "adele", "renato", "carla")
    plans = [(case.pk, current_plan(case).pk, 1, None) for case in cases]
    together, told = threading.Barrier(2), []

    def sign(by, read):
        try:
            together.wait(10)
            approve_plans(read=read, by=by, at=NOW)
            told.append("approved")
        except Refused:
            told.append("refused")
        finally:
            connection.close()

    pairs = ((w.manager, plans[:2]), (w.director, [plans[2], *reversed(plans[:2])]))
    threads = [threading.Thread(target=sign, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == ["approved", "refused"]
    approved = Application.objects.filter(status="eligible").count()
    assert Determination.objects.count() == approved
    assert approved in (2, 3)  # whoever came first, all of theirs
