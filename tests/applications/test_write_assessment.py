"""The assessment: each office writes its own part; an edit voids the signatures and keeps them."""

import pytest

from accounts.models import AccessLog
from applications.actions.send_to_asst import send_to_asst
from applications.models import Application, AssessmentSignature
from applications.permissions import current_assessment
from applications.steps import with_next_step
from tests.applications.factories import NOW, TODAY, answers, assess_fully, make_case, world
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

pytestmark = pytest.mark.django_db


def social(**more):
    """What the social worker's form sends, complete."""
    return {
        **{code: str(level) for code, level in answers("social").items()},
        "day_changes": "Non esce più.",
        "visited_on": "15/11/2026",
        **more,
    }


def test_the_social_worker_writes_the_social_part_and_reads_the_other():
    w = world()
    case = make_case(w, status="assessing")
    page = get(w.social_worker, "write_assessment", case)
    assert page.status_code == 200
    assert 'name="iadl_phone"' in said(page)
    assert 'name="adl_bathing"' not in said(page)
    answer = post(w.social_worker, "write_assessment", case, social(), follow=True)
    assert answer.status_code == 200
    saved = current_assessment(again(case))
    assert saved.social == {**answers("social"), "day_changes": "Non esce più."}
    assert saved.visited_on.isoformat() == "2026-11-15"
    assert "0 of 8" in said(answer) or "0 su 8" in said(answer)


def test_a_form_without_answers_is_saved_and_the_signature_says_what_is_missing():
    w = world()
    case = make_case(w, status="assessing")
    answer = post(w.social_worker, "write_assessment", case, {"iadl_phone": "1"}, follow=True)
    assert current_assessment(again(case)).social == {"iadl_phone": 1}
    page = said(answer)
    assert "Mancano 9 risposte per poter firmare" in page
    assert '<a href="#div_id_iadl_shopping">Spesa</a>' in page
    assert '<a href="#div_id_iadl_phone">' not in page


def test_the_asst_writes_the_health_part_only_of_cases_sent_to_it():
    w = world()
    case = make_case(w, status="assessing")
    assert get(w.nurse, "write_assessment", case).status_code == 404
    assess_fully(w, case, sign=())
    page = said(get(w.nurse, "write_assessment", case))
    assert 'name="adl_bathing"' in page
    assert 'name="iadl_phone"' not in page
    for secret in ("18.400,00", case.iban, "ISEE"):
        assert secret not in page
    version = current_assessment(again(case)).edit_version
    sent = {
        **dict.fromkeys(answers("health"), "1"),
        "severe_limitation": "false",
        "expected_version": version,
    }
    assert post(w.nurse, "write_assessment", case, sent).status_code == 302
    saved = current_assessment(again(case))
    assert saved.health == {**answers("health", level=1), "severe_limitation": False}
    assert saved.social["day_changes"] == "Non esce più da sola."


def test_a_change_after_the_signatures_asks_a_reason_then_voids_and_keeps_them():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"))
    assert current_assessment(case).signed_by_both
    version = current_assessment(case).edit_version
    page = said(get(w.social_worker, "write_assessment", case))
    assert 'name="reason"' in page
    sent = social(day_changes="Ora cade spesso.", expected_version=version)
    refused = post(w.social_worker, "write_assessment", case, sent)
    assert refused.status_code == 409
    assert "Ora cade spesso." in said(refused)
    assert current_assessment(again(case)).signed_by_both

    answer = post(
        w.social_worker, "write_assessment", case, {**sent, "reason": "Nuova caduta il 16"}, follow=True
    )
    assert not current_assessment(again(case)).signed_by_both
    kept = AssessmentSignature.objects.filter(assessment__application=case)
    assert [(s.voided_by, s.void_reason) for s in kept] == [(w.social_worker, "Nuova caduta il 16")] * 2
    assert "Nuova caduta il 16" in said(answer)


def test_who_signs_first_signs_once_and_a_change_of_a_signed_part_still_voids_both():
    """The usual order: the Comune writes and signs, then the ASST writes, corrects itself, and signs."""
    w = world()
    case = make_case(w, status="assessing")
    post(w.social_worker, "write_assessment", case, social())
    digest = {"content_hash": current_assessment(again(case)).content_hash}
    assert "L'altro ufficio scrive e firma la sua dopo" in said(get(w.social_worker, "sign_assessment", case))
    assert post(w.social_worker, "sign_assessment", case, digest).status_code == 302
    send_to_asst(application=again(case), by=w.social_worker, at=NOW, health_office=w.asst)
    assert 'name="reason"' not in said(get(w.nurse, "write_assessment", case))
    for level in ("1", "0"):
        version = current_assessment(again(case)).edit_version
        sent = dict.fromkeys(answers("health"), level) | {"severe_limitation": "true", "health_needs": "x"}
        assert (
            post(w.nurse, "write_assessment", case, sent | {"expected_version": version}).status_code == 302
        )
    now = current_assessment(again(case))
    assert set(now.valid_signatures()) == {"social"}
    (row,) = with_next_step(Application.objects.filter(pk=case.pk), user=w.social_worker, on=TODAY)
    assert row.step == "asst_signature"  # nothing of the Comune's to sign again
    assert "solo questa parte" in said(get(w.nurse, "write_assessment", case))
    post(w.nurse, "sign_assessment", case, {"content_hash": now.content_hash})
    assert current_assessment(again(case)).signed_by_both
    for user, part in ((w.social_worker, social(day_changes="Altro.")), (w.nurse, sent)):
        page = said(get(user, "write_assessment", case))
        assert 'name="reason"' in page, part
    changed = social(day_changes="Altro.") | {"expected_version": now.edit_version, "reason": "Nuova visita"}
    assert post(w.social_worker, "write_assessment", case, changed).status_code == 302
    assert not AssessmentSignature.objects.filter(voided_at=None).exists()


def test_saving_a_signed_assessment_unchanged_voids_nothing():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"))
    assessment = current_assessment(case)
    sent = social(
        day_changes=assessment.social["day_changes"],
        visited_on=f"{assessment.visited_on:%d/%m/%Y}",
        expected_version=assessment.edit_version,
    )
    assert post(w.social_worker, "write_assessment", case, sent).status_code == 302
    assert current_assessment(again(case)).signed_by_both


def test_a_stale_page_keeps_what_was_typed_and_can_be_saved_again():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    version = current_assessment(case).edit_version
    sent = social(day_changes="Scritto da me", expected_version=version - 1)
    answer = post(w.social_worker, "write_assessment", case, sent)
    assert answer.status_code == 409
    assert "Scritto da me" in said(answer)
    assert f'name="expected_version" value="{version}"' in said(answer)
    assert current_assessment(again(case)).social["day_changes"] == "Non esce più da sola."
    assert (
        post(w.social_worker, "write_assessment", case, {**sent, "expected_version": version}).status_code
        == 302
    )
    assert current_assessment(again(case)).social["day_changes"] == "Scritto da me"


def test_the_same_page_sent_twice_is_saved_once():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    sent = social(day_changes="Due volte", expected_version=current_assessment(case).edit_version)
    for _press in range(2):
        assert post(w.social_worker, "write_assessment", case, sent).status_code == 302
    assert case.events.filter(verb="write_assessment").count() == 3


@pytest.mark.parametrize(
    "wrong", [{"visited_on": "19/11/2026"}, {"visited_on": "31/02/2026"}, {"iadl_phone": "7"}]
)
def test_wrong_input_is_said_under_its_field_and_nothing_is_saved(wrong):
    w = world()
    case = make_case(w, status="assessing")
    answer = post(w.social_worker, "write_assessment", case, social(**wrong))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(wrong)
    assert current_assessment(again(case)) is None


def test_who_owns_no_part_reads_and_never_writes():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"))
    for user in (w.manager, w.director, w.auditor):
        page = get(user, "write_assessment", case)
        assert page.status_code == 200
        assert "<textarea" not in said(page)
        assert post(user, "write_assessment", case, social()).status_code == 403
    for user in (w.officer, w.administrator):
        assert get(user, "write_assessment", case).status_code == 403
    assert get(w.other_social_worker, "write_assessment", case).status_code == 404


def test_opening_is_logged_and_asks_a_fixed_number_of_queries():
    w = world()
    case = assess_fully(w, make_case(w, status="assessing"))
    before = AccessLog.objects.filter(subject_id=case.person_id).count()
    _page, asked = queries(w.social_worker, url("write_assessment", case))
    assert AccessLog.objects.filter(subject_id=case.person_id).count() == before + 2  # opened twice
    assert asked <= 9
