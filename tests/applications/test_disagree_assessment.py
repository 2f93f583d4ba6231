"""The ASST does not agree, or does not answer: reasons, answers, reminders, the managers."""

from datetime import timedelta

import pytest
import time_machine

from applications import work
from applications.actions.disagree_assessment import disagree_assessment
from applications.actions.edit_assessment_terms import edit_assessment_terms
from applications.actions.remind_asst import remind_asst
from applications.actions.write_assessment import write_assessment
from applications.permissions import current_assessment
from tests.applications.assessments import VISIT, step_of, waiting
from tests.applications.factories import NOW, TODAY, answers, assess_fully, make_case
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

pytestmark = pytest.mark.django_db

# --- the ASST disagrees ---------------------------------------------------------------------------------


def test_the_asst_refuses_with_a_reason_and_the_social_worker_finds_it_first(w):
    case = waiting(w)
    assert post(w.nurse, "disagree_assessment", case, {"note": ""}).status_code == 200
    assert current_assessment(again(case)).disagreed_at is None
    post(w.nurse, "disagree_assessment", case, {"note": "Si alza con un appoggio."})
    page = said(get(w.social_worker, "write_assessment", case))
    assert "ASST in disaccordo" in page
    assert "Si alza con un appoggio." in page
    assert step_of(case, w.social_worker) == "answer_disagreement"
    assert step_of(case, w.nurse) == ""
    (task,) = work.tasks(user=w.social_worker, on=TODAY)
    assert task.code == "answer_disagreement"
    assert not task.waiting


def test_an_answer_gives_the_assessment_back_with_the_signature_of_the_comune(w):
    case = waiting(w)
    disagree_assessment(application=case, by=w.nurse, at=NOW, note="No.")
    post(w.social_worker, "answer_disagreement", case, {"note": "Il certificato dice altro."})
    now = current_assessment(again(case))
    assert now.disagreed_at is None
    assert "social" in now.valid_signatures()
    assert step_of(case, w.nurse) == "sign_health"
    notes = case.events.filter(verb__contains="disagree").order_by("at", "pk").values_list("note", flat=True)
    assert list(notes) == ["No.", "Il certificato dice altro."]


def test_a_change_of_the_social_part_answers_too_and_a_signature_of_the_asst_agrees(w):
    case = waiting(w)
    disagree_assessment(application=case, by=w.nurse, at=NOW, note="No.")
    content = {**answers("social", level=1), "day_changes": "Corretto."}
    write_assessment(
        application=case,
        by=w.social_worker,
        at=NOW,
        content=content,
        visited_on=VISIT,
        reason="Ha ragione l'ASST",
    )
    assert current_assessment(again(case)).disagreed_at is None
    other = waiting(w, "carla")
    disagree_assessment(application=other, by=w.nurse, at=NOW, note="No.")
    now = current_assessment(again(other))
    post(w.nurse, "sign_assessment", other, {"content_hash": now.content_hash})
    now = current_assessment(again(other))
    assert now.signed_by_both
    assert now.disagreed_at is None


def test_only_the_asst_disagrees_and_only_with_something_signed(w):
    case = assess_fully(w, make_case(w, status="assessing"), sign=())
    assert post(w.nurse, "disagree_assessment", case, {"note": "No."}).status_code == 409
    for user in (w.social_worker, w.manager, w.auditor):
        assert post(user, "disagree_assessment", case, {"note": "No."}).status_code == 403
    assert post(w.social_worker, "answer_disagreement", case, {"note": "No."}).status_code == 409


# --- reminders ------------------------------------------------------------------------------------------


def days_on(n):
    return TODAY + timedelta(days=n)


def test_reminder_after_five_days_and_the_managers_after_ten(w):
    case = waiting(w)
    assert [step_of(case, w.social_worker, on=days_on(n)) for n in (4, 5, 9, 10)] == [
        "asst_signature", "remind_asst", "remind_asst", "escalate_asst",
    ]  # fmt: skip
    for user in (w.manager, w.director):
        (task,) = work.tasks(user=user, on=days_on(10))
        assert (task.code, task.waiting) == ("escalate_asst", False)
    (task,) = work.tasks(user=w.social_worker, on=days_on(10))
    assert task.waiting


def test_a_reminder_closes_the_task_for_as_many_days_and_the_asst_reads_it(w):
    case = waiting(w)
    remind_asst(application=case, by=w.social_worker, at=NOW + timedelta(days=6))
    assert [step_of(case, w.social_worker, on=days_on(n)) for n in (6, 10, 11)] == [
        "asst_signature", "asst_signature", "escalate_asst",
    ]  # fmt: skip
    (task,) = work.tasks(user=w.nurse, on=days_on(7))
    assert "Sollecitata il" in task.why


def test_one_reminder_a_day_by_the_comune_or_by_a_manager(w):
    case = waiting(w)
    assert post(w.nurse, "remind_asst", case).status_code == 403
    assert post(w.social_worker, "remind_asst", case).status_code == 409  # sent today
    with time_machine.travel(NOW + timedelta(days=1)):
        assert post(w.manager, "remind_asst", case, {"note": "Da tre settimane."}).status_code == 302
        assert post(w.social_worker, "remind_asst", case).status_code == 409
    assert case.events.filter(verb="remind_asst").count() == 1


def test_the_days_are_the_offices(w):
    edit_assessment_terms(call=w.call, by=w.manager, at=NOW, reminder_days=2, escalation_days=3)
    case = waiting(w)
    assert [step_of(case, w.social_worker, on=days_on(n)) for n in (1, 2, 3)] == [
        "asst_signature", "remind_asst", "escalate_asst",
    ]  # fmt: skip
