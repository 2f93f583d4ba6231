"""Handing the case to the ASST."""

import pytest

from applications.actions.write_assessment import write_assessment
from applications.models import Application
from tests.applications.factories import NOW, make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def started(w):
    case = make_case(w, status="assessing")
    write_assessment(application=case, by=w.social_worker, at=NOW, content={})
    return case


def test_the_asst_sees_the_case_from_then_on():
    w = world()
    case = started(w)
    assert not Application.objects.visible_to(w.nurse).exists()
    page = get(w.social_worker, "send_to_asst", case)
    assert "ASST Valserena" in said(page)
    assert "checked" in said(page)  # the only one of the Ambito is already chosen
    sent = {"health_office": w.asst.pk}
    assert post(w.social_worker, "send_to_asst", case, sent).status_code == 302
    assert again(case).sent_to_asst_by == w.social_worker
    assert Application.objects.visible_to(w.nurse).get() == case


def test_only_an_asst_of_the_ambito_can_be_chosen():
    w, other = world(), world("altrove", "B2-X")
    case = started(w)
    for office in (other.asst, w.municipality):
        answer = post(w.social_worker, "send_to_asst", case, {"health_office": office.pk})
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert again(case).sent_to_asst_at is None


def test_pressed_twice_is_sent_once():
    w = world()
    case = started(w)
    for _press in range(2):
        assert post(w.social_worker, "send_to_asst", case, {"health_office": w.asst.pk}).status_code == 302
    assert case.events.filter(verb="send_to_asst").count() == 1


def test_before_the_assessment_is_started_the_page_says_why_not():
    w = world()
    case = make_case(w, status="assessing")
    page = get(w.social_worker, "send_to_asst", case)
    assert page.status_code == 200
    assert "health_office" not in said(page)
    post(w.social_worker, "send_to_asst", case, {"health_office": w.asst.pk})
    assert again(case).sent_to_asst_at is None


def test_other_roles_and_offices():
    w = world()
    case = started(w)
    for user in (w.manager, w.director, w.auditor, w.officer, w.administrator, w.nurse):
        assert post(user, "send_to_asst", case, {"health_office": w.asst.pk}).status_code == 403
    assert get(w.other_social_worker, "send_to_asst", case).status_code == 404
    assert again(case).sent_to_asst_at is None
