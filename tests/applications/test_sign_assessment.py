"""Signing: each office its own part, bound to the text that was read."""

import pytest

from applications.models import AssessmentSignature
from applications.permissions import current_assessment
from tests.applications.factories import assess_fully, make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def test_both_offices_sign_through_their_own_page():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    for user, part in ((w.social_worker, "iadl"), (w.nurse, "adl")):
        page = get(user, "sign_assessment", case)
        assert page.status_code == 200
        assert {"iadl": "(IADL)", "adl": "(ADL)"}[part] in said(page)
        content_hash = page.context["assessment"].content_hash
        assert f'value="{content_hash}"' in said(page)
        assert post(user, "sign_assessment", case, {"content_hash": content_hash}).status_code == 302
    signed = current_assessment(again(case)).valid_signatures()
    assert (signed["social"].signed_by, signed["health"].signed_by) == (w.social_worker, w.nurse)
    assert signed["health"].office == w.asst


def test_a_text_that_changed_since_is_not_signed():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    answer = post(w.social_worker, "sign_assessment", case, {"content_hash": "0" * 64}, follow=True)
    assert not AssessmentSignature.objects.exists()
    assert "note-bad" in said(answer)


def test_pressed_twice_signs_once():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    content_hash = current_assessment(case).content_hash
    for _press in range(2):
        assert (
            post(w.social_worker, "sign_assessment", case, {"content_hash": content_hash}).status_code == 302
        )
    assert AssessmentSignature.objects.count() == 1


def test_an_incomplete_part_has_no_button_and_is_refused_when_forced():
    w = world()
    case = make_case(w, status="assessing")
    post(w.social_worker, "write_assessment", case, {"iadl_phone": "1"})
    page = get(w.social_worker, "sign_assessment", case)
    assert "content_hash" not in said(page)
    post(
        w.social_worker,
        "sign_assessment",
        case,
        {"content_hash": current_assessment(again(case)).content_hash},
    )
    assert not AssessmentSignature.objects.exists()


def test_nobody_else_signs():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    for user in (w.manager, w.director, w.auditor, w.officer, w.administrator):
        assert get(user, "sign_assessment", case).status_code == 403
        assert post(user, "sign_assessment", case).status_code == 403
    assert post(w.other_social_worker, "sign_assessment", case).status_code == 404
    assert not AssessmentSignature.objects.exists()
