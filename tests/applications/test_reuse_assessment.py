"""Assessing again: a new assessment of a paid case, expiry, an assessment of an earlier case."""

from datetime import date, timedelta

import pytest

from applications.actions.edit_assessment_terms import edit_assessment_terms
from applications.actions.start_assessment import start_assessment
from applications.actions.submit import submit
from applications.actions.write_assessment import write_assessment
from applications.assessment_rules import expired, months_after
from applications.facts import of
from applications.models import Application, Assessment, Call, terms_of
from applications.permissions import current_assessment
from tests.applications.assessments import VISIT, paid, step_of, waiting
from tests.applications.factories import NOW, TODAY, answers, assess_fully, complete, make_case, make_draft
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

pytestmark = pytest.mark.django_db

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
