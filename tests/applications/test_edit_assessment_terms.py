"""Around the form: the scales of a call, the running score, the second factor, the sheet, the queries."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from applications.actions.clone_call import clone_call
from applications.actions.edit_assessment_terms import edit_assessment_terms
from applications.actions.start_assessment import start_assessment
from applications.actions.write_assessment import write_assessment
from applications.models import terms_of
from applications.permissions import current_assessment
from tests.applications.assessments import VISIT, paid, waiting
from tests.applications.factories import NOW, answers, assess_fully, make_case
from tests.applications.pages import enter
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

pytestmark = pytest.mark.django_db

# --- the scales of a call, the running score, the second factor, the sheet ---------------------------------


def test_a_call_says_its_scales_and_an_assessment_keeps_those_it_was_made_with(w):
    begun = waiting(w)
    path = reverse("applications:edit_assessment_terms", args=[w.call.number_prefix])
    sent = {"scales": ["adl", "barthel"], "reminder_days": "5", "escalation_days": "10"}
    assert enter(Client(), w.director).post(path, sent).status_code == 403
    wrong = enter(Client(), w.manager).post(path, {**sent, "escalation_days": "4"})
    assert wrong.status_code == 422
    assert enter(Client(), w.manager).post(path, sent).status_code == 302
    assert current_assessment(again(begun)).scale_versions == {"adl": 1, "iadl": 1}
    case = make_case(w, "carla", status="assessing")
    made = write_assessment(application=case, by=w.social_worker, at=NOW, content={})
    assert made.scale_versions == {"adl": 1, "barthel": 1}
    assert "iadl_phone" not in said(get(w.social_worker, "write_assessment", case))


def test_a_copied_call_asks_the_same_of_assessments(w):
    edit_assessment_terms(call=w.call, by=w.manager, at=NOW, scales=["adl"], valid_months=18)
    new = clone_call(call=w.call, by=w.manager, at=NOW)
    assert (terms_of(new).scales, terms_of(new).valid_months) == (["adl"], 18)
    edit_assessment_terms(call=new, by=w.manager, at=NOW, valid_months=6)
    w.call.refresh_from_db()
    assert terms_of(w.call).valid_months == 18


def test_the_running_score_is_the_servers_and_saves_nothing(w):
    case = waiting(w)
    typed = dict.fromkeys(answers("health"), "1")
    page = said(post(w.nurse, "assessment_scores", case, typed))
    assert 'id="score-adl" hx-swap-oob="true"' in page
    assert "6 su 6" in page
    assert "fa da sé tutte le attività" in page
    assert "risposte: 5 su 6" in said(post(w.nurse, "assessment_scores", case, {**typed, "adl_feeding": "7"}))
    assert current_assessment(again(case)).health["adl_feeding"] == 0
    assert post(w.other_social_worker, "assessment_scores", case, typed).status_code == 404
    assert post(w.manager, "assessment_scores", case, typed).status_code == 403


def test_an_old_code_is_asked_again_before_the_signature(w):
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    digest = {"content_hash": current_assessment(again(case)).content_hash}
    old = enter(Client(), w.social_worker, ago=301)
    page = old.get(url("sign_assessment", case))
    assert "Scrivi il codice" in said(page)
    assert 'name="content_hash"' not in said(page)
    answer = old.post(url("sign_assessment", case), digest)
    assert answer.url.startswith(reverse("mfa_reauthenticate"))
    assert not current_assessment(again(case)).valid_signatures()
    fresh = enter(Client(), w.social_worker, ago=290)
    assert fresh.post(url("sign_assessment", case), digest).status_code == 302
    assert set(current_assessment(again(case)).valid_signatures()) == {"social"}


@pytest.mark.parametrize("part", ["social", "health"])
def test_the_sheet_for_the_visit_is_two_pages_without_answers(w, part):
    edit_assessment_terms(
        call=w.call,
        by=w.manager,
        at=NOW,
        scales=["adl", "barthel", "caregiver_burden", "iadl", "social_condition"],
    )
    case = make_case(w, status="assessing")
    answer = enter(Client(), w.social_worker).get(url("visit_sheet", case) + f"?parte={part}")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as paper:
        assert len(paper.pages) == 2
        assert case.ref in str(paper.docinfo["/Title"])


def test_the_page_asks_a_fixed_number_of_queries_whatever_there_is(w):
    case = paid(w)
    _page, few = queries(w.social_worker, url("write_assessment", case))
    for n in range(3):
        at = NOW + timedelta(hours=n + 1)
        start_assessment(application=case, by=w.social_worker, at=at)
        write_assessment(
            application=case, by=w.social_worker, at=at, visited_on=VISIT,
            content={**answers("social"), "day_changes": "Uguale."},
        )  # fmt: skip
        write_assessment(
            application=case, by=w.nurse, at=at, content={**answers("health"), "severe_limitation": True}
        )
        for user in (w.social_worker, w.nurse):
            post(
                user, "sign_assessment", case, {"content_hash": current_assessment(again(case)).content_hash}
            )
    _page, many = queries(w.social_worker, url("write_assessment", case))
    assert (few, many) == (few, few)
    assert few <= 9
