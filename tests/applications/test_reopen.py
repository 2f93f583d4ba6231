"""Taking a rejected case up again, with the reason."""

import pytest

from applications.actions.reject import reject
from tests.applications.factories import NOW, make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def rejected(w):
    case = make_case(w, status="plan_review", isee="25000.01")
    reject(application=case, by=w.manager, at=NOW)
    return again(case)


def test_it_is_assessed_again_and_the_rejection_stays():
    w = world()
    case = rejected(w)
    assert 'name="note"' in said(get(w.director, "reopen", case))
    assert post(w.director, "reopen", case, {"note": "Nuovo ISEE corrente"}).status_code == 302
    assert again(case).status == "assessing"
    assert case.determinations.count() == 1
    assert case.events.get(verb="reopen").note == "Nuovo ISEE corrente"


def test_without_a_reason_or_when_not_rejected_nothing_moves():
    w = world()
    case = rejected(w)
    assert post(w.director, "reopen", case, {"note": ""}).status_code == 200
    assert again(case).status == "rejected"
    other = make_case(w, "renato", status="assessing")
    assert post(w.director, "reopen", other, {"note": "Perché no"}).status_code == 302
    assert not other.events.filter(verb="reopen").exists()


def test_pressed_twice_reopens_once():
    w = world()
    case = rejected(w)
    for _press in range(2):
        assert post(w.director, "reopen", case, {"note": "Nuovo ISEE"}).status_code == 302
    assert case.events.filter(verb="reopen").count() == 1


def test_other_roles_and_offices():
    w = world()
    case = rejected(w)
    for user in (w.social_worker, w.nurse, w.auditor, w.officer, w.administrator):
        assert post(user, "reopen", case, {"note": "No"}).status_code == 403
    assert post(world("altrove", "B2-X").director, "reopen", case, {"note": "No"}).status_code == 404
    assert again(case).status == "rejected"
