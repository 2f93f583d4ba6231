"""Beside writing and signing: disagreement, reminders, a new assessment, using an old one again, what a call asks."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from applications import work
from applications.actions.activate import activate
from applications.actions.disagree_assessment import disagree_assessment
from applications.actions.edit_assessment_terms import edit_assessment_terms
from applications.actions.remind_asst import remind_asst
from applications.actions.start_assessment import start_assessment
from applications.actions.submit import submit
from applications.actions.write_assessment import write_assessment
from applications.assessment_rules import expired, months_after
from applications.facts import of
from applications.models import Application, Assessment, Call, terms_of
from applications.permissions import current_assessment
from applications.steps import with_next_step
from tests.applications.factories import NOW, TODAY, answers, assess_fully, complete, make_case, make_draft
from tests.applications.pages import enter
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

pytestmark = pytest.mark.django_db
VISIT = TODAY - timedelta(days=3)  # of the factories


def waiting(w, who="adele"):
    """Signed by the Comune, sent to the ASST, not signed by it."""
    return assess_fully(w, make_case(w, who, status="assessing"), sign=("social",))


def step_of(case, user, on=TODAY):
    return with_next_step(Application.objects.filter(pk=case.pk), user=user, on=on).get().step


def paid(w, who="adele"):
    return activate(application=make_case(w, who), by=w.manager, at=NOW)


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
    assert post(w.manager, "remind_asst", case, {"note": "Da tre settimane."}).status_code == 302
    assert post(w.social_worker, "remind_asst", case).status_code == 409
    assert case.events.filter(verb="remind_asst").count() == 1


def test_the_days_are_the_offices(w):
    edit_assessment_terms(call=w.call, by=w.manager, at=NOW, reminder_days=2, escalation_days=3)
    case = waiting(w)
    assert [step_of(case, w.social_worker, on=days_on(n)) for n in (1, 2, 3)] == [
        "asst_signature", "remind_asst", "escalate_asst",
    ]  # fmt: skip


# --- a new assessment of a paid case ----------------------------------------------------------------------


def test_a_paid_case_is_assessed_again_in_a_new_assessment_and_the_old_one_holds_meanwhile(w):
    case = paid(w)
    old, facts = current_assessment(again(case)), of(again(case), on=TODAY)
    assert 'name="iadl_phone"' not in said(get(w.social_worker, "write_assessment", case))
    refused = post(w.social_worker, "write_assessment", case, {"iadl_phone": "1", "reason": "x"})
    assert refused.status_code == 409
    assert post(w.social_worker, "start_assessment", case).status_code == 302
    page = said(get(w.social_worker, "write_assessment", case))
    assert "Prima: Non usa il telefono" in page
    assert "prima: 0 su 8" in page
    assert of(again(case), on=TODAY) == facts  # the rules still read the one that is signed
    assert step_of(case, w.social_worker) == "reassess"
    post(w.social_worker, "write_assessment", case, {"iadl_phone": "1"})
    new = current_assessment(again(case))
    assert (new.pk != old.pk, new.social) == (True, {"iadl_phone": 1})
    old.refresh_from_db()
    assert old.signed_by_both
    assert step_of(case, w.nurse) == "sign_health"


def test_the_new_one_counts_once_both_have_signed(w):
    case = paid(w)
    start_assessment(application=case, by=w.social_worker, at=NOW + timedelta(hours=1))
    at = NOW + timedelta(hours=2)
    content = {**answers("social", level=1), "day_changes": "Va meglio."}
    write_assessment(application=case, by=w.social_worker, at=at, content=content, visited_on=TODAY)
    write_assessment(
        application=case,
        by=w.nurse,
        at=at,
        content={**answers("health", level=1), "severe_limitation": False},
    )
    for user in (w.social_worker, w.nurse):
        digest = current_assessment(again(case)).content_hash
        post(user, "sign_assessment", case, {"content_hash": digest})
    found = of(again(case), on=TODAY).assessment
    assert (found.adl_score, found.iadl_score, found.severe_limitation) == (6, 8, False)


def test_no_second_assessment_while_one_is_being_written_or_still_holds(w):
    assert post(w.social_worker, "start_assessment", waiting(w)).status_code == 409
    signed = assess_fully(w, make_case(w, "carla", status="assessing"))
    assert post(w.social_worker, "start_assessment", signed).status_code == 409
    assert post(w.nurse, "start_assessment", signed).status_code == 403


# --- months, expiry, using again -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 15), 18, date(2028, 6, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(start, months, last):
    assert months_after(start, months) == last


def test_it_expires_the_day_after_and_a_new_one_is_asked_before(w):
    edit_assessment_terms(call=w.call, by=w.manager, at=NOW, valid_months=6)
    case = paid(w)
    now, terms, last = current_assessment(again(case)), terms_of(again(case).call), months_after(VISIT, 6)
    assert not expired(now, terms, on=last)
    assert expired(now, terms, on=last + timedelta(days=1))
    assert step_of(case, w.social_worker, on=last - timedelta(days=61)) != "renew_assessment"
    assert step_of(case, w.social_worker, on=last - timedelta(days=60)) == "renew_assessment"


def next_call(w):
    """The call of the year after, open too."""
    names = ("plan_office", "title", "programme", "rule_set", "act", "act_date", "opens_at", "closes_at",
             "benefit_from", "benefit_to", "review_office", "published_at")  # fmt: skip
    fields = {name: getattr(w.call, name) for name in names}
    return Call.objects.create(**fields, number_prefix="B2-2027", published_by=w.manager)


def second_case(w):
    """The same person asks again in the next call: a case being assessed."""
    first = assess_fully(w, make_case(w, status="assessing"))
    w.call = next_call(w)
    draft = complete(make_draft(w, "carla"), at=NOW)
    Application.objects.filter(pk=draft.pk).update(person=first.person)
    return first, submit(application=again(draft), by=w.social_worker, at=NOW)


def test_a_signed_assessment_is_used_again_with_its_signatures_and_its_link(w):
    first, second = second_case(w)
    original = current_assessment(again(first))
    assert "non dice per quanto tempo" in said(get(w.social_worker, "write_assessment", second))
    edit_assessment_terms(call=w.call, by=w.manager, at=NOW, valid_months=12)
    assert "Riusa la valutazione del 15/11/2026" in said(get(w.social_worker, "write_assessment", second))
    assert post(w.social_worker, "reuse_assessment", second).status_code == 302
    made = current_assessment(again(second))
    assert (made.reused_from, made.content_hash) == (original, original.content_hash)
    assert made.signed_by_both
    assert of(again(second), on=TODAY).assessment == of(again(first), on=TODAY).assessment
    assert step_of(second, w.social_worker) == "write_plan"
    # a change here voids the signatures here only
    content = {**made.social, "day_changes": "Cambiato."}
    write_assessment(
        application=second, by=w.social_worker, at=NOW, content=content, visited_on=VISIT, reason="Caduta"
    )
    assert not current_assessment(again(second)).signed_by_both
    assert current_assessment(again(first)).signed_by_both


def test_where_the_call_asks_it_both_sign_again(w):
    _first, second = second_case(w)
    edit_assessment_terms(call=w.call, by=w.manager, at=NOW, valid_months=12, sign_again=True)
    post(w.social_worker, "reuse_assessment", second)
    assert current_assessment(again(second)).valid_signatures() == {}
    assert step_of(second, w.social_worker) == "sign_social"


@pytest.mark.parametrize(("months", "scales", "sentence"), [
    (1, ["adl", "iadl"], "va rifatta"),
    (12, ["adl", "iadl", "barthel"], "Indice di Barthel modificato"),
])  # fmt: skip
def test_too_old_or_lacking_a_scale_it_is_done_again(w, months, scales, sentence):
    first, second = second_case(w)
    edit_assessment_terms(call=w.call, by=w.manager, at=NOW, valid_months=months, scales=scales)
    Assessment.objects.filter(application=first).update(visited_on=TODAY - timedelta(days=40))
    assert sentence in said(get(w.social_worker, "write_assessment", second))
    assert post(w.social_worker, "reuse_assessment", second).status_code == 409
    assert current_assessment(again(second)) is None


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


def test_the_running_score_is_the_servers_and_saves_nothing(w):
    case = waiting(w)
    typed = dict.fromkeys(answers("health"), "1")
    page = said(post(w.nurse, "assessment_scores", case, typed))
    assert 'id="score-adl" hx-swap-oob="true"' in page
    assert "6 su 6" in page
    assert "fa da sé tutte le attività" in page
    assert "5 risposte su 6" in said(post(w.nurse, "assessment_scores", case, {**typed, "adl_feeding": "7"}))
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
    assert few <= 15
