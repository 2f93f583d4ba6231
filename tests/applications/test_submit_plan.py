"""Sending the plan: refused with the sentence while something is missing."""

import pytest

from applications.actions.write_plan import write_plan
from applications.permissions import current_plan
from tests.applications.factories import NOW, assess_fully, make_case, plan_fields, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def written(w, *, sign=("social", "health")):
    case = assess_fully(w, make_case(w, status="assessing"), sign=sign)
    write_plan(application=case, by=w.social_worker, at=NOW, **plan_fields(w))
    return case


def test_a_complete_plan_goes_to_who_approves_it():
    w = world()
    case = written(w)
    page = said(get(w.social_worker, "submit_plan", case))
    assert "Marco Lanfredi" in page
    assert "Paolo Nodari" in page
    assert post(w.social_worker, "submit_plan", case).status_code == 302
    assert again(case).status == "plan_review"
    assert current_plan(again(case)).submitted_by == w.social_worker


def test_without_the_signature_of_the_asst_it_is_refused_with_the_sentence(settings):
    settings.LANGUAGE_CODE = "en"
    w = world()
    case = written(w, sign=("social",))
    sentence = "The ASST has not signed its part of the assessment yet."
    page = get(w.social_worker, "submit_plan", case)
    assert str(page.context["refusal"]) == sentence
    assert 'aria-disabled="true"' in said(page)
    post(w.social_worker, "submit_plan", case)
    assert again(case).status == "assessing"


def test_pressed_twice_is_sent_once():
    w = world()
    case = written(w)
    for _press in range(2):
        assert post(w.social_worker, "submit_plan", case).status_code == 302
    assert case.events.filter(verb="submit_plan").count() == 1


def test_other_roles_and_offices():
    w = world()
    case = written(w)
    for user in (w.director, w.auditor, w.officer, w.administrator, w.nurse):
        assert get(user, "submit_plan", case).status_code == 403
        assert post(user, "submit_plan", case).status_code == 403
    assert post(w.other_social_worker, "submit_plan", case).status_code == 404
    assert again(case).status == "assessing"
