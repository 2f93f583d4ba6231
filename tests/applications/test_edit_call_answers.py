"""What only one call asks: from the question its rule set declares to the amount, on the pages of the case."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.urls import reverse

from applications import facts, past
from applications.actions.verify_evidence import verify_evidence
from applications.changes import changes
from applications.models import Application, Call, CallAnswer
from eligibility.facts import Figure, Reply
from tests.applications.factories import NOW, TODAY, complete, make_draft, rule_set_version, world
from tests.applications.intake_pages import client_of, errors_of, save, sent_back, url

pytestmark = pytest.mark.django_db
CALL = Path(
    "docs/examples/valserena-2027.toml"
)  # asks whether the carer is a relative, and the Barthel points
BARTHEL, RELATIVE = "figure-barthel", "reply-carer_is_relative"


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def scene(db):
    """A draft of the invented call: an employed carer of 25 hours who costs 980.00."""
    w = world(published_at=None)
    Call.objects.update(rule_set=rule_set_version(CALL))
    Call.objects.update(published_at=w.call.opens_at)
    w.call.refresh_from_db()
    case = make_draft(w)
    complete(case, caregiver=False, carer_cost="980", requested=("carer",))
    return w, case, client_of(w.social_worker)


def fresh(case):
    return Application.objects.with_people().get(pk=case.pk)


def carer_of(case):
    outcome = facts.assess_case(fresh(case), on=TODAY)
    return next(one for one in outcome.interventions if one.code == "carer")


def answered(scene, **more):
    _w, case, browser = scene
    response = save(browser, case, "domande", **{BARTHEL: "60,01", RELATIVE: "no"} | more)
    assert response.status_code == 302, errors_of(response)
    return case


def test_a_call_that_asks_nothing_of_its_own_has_no_such_step(draft, browser_of):
    assert browser_of.get(url(draft, "domande")).status_code == 404
    assert url(draft, "domande") not in browser_of.get(url(draft, "sostegni")).content.decode()
    assert save(browser_of, draft, "sostegni", requested=["caregiver"]).url == url(draft, "riscossione")


def test_the_page_asks_in_the_words_of_the_rules_with_the_act(scene):
    _w, case, browser = scene
    page = browser.get(url(case, "domande")).content.decode()
    for words in (
        "Domande dell’avviso", "Se l’assistente è un parente", "Non è un parente", "Non si sa ancora",
        "Punti della scala Barthel", "L’assistente non è un parente della persona.", "Avviso inventato dell’Ambito",
    ):  # fmt: skip
        assert words in page
    with override_settings(LANGUAGE_CODE="en"):
        english = browser.get(url(case, "domande"), headers={"accept-language": "en"}).content.decode()
    assert "Points of the Barthel scale" in english
    assert save(browser, case, "sostegni").url == url(case, "domande")
    assert save(browser, case, "domande").url == url(case, "riscossione")


def test_nothing_answered_is_nothing_known_and_the_panel_leads_to_the_question(scene):
    _w, case, browser = scene
    known = facts.of(fresh(case), on=TODAY)
    assert (known.replies, known.figures) == ((), ())
    asked = {one.field for one in carer_of(case).missing}
    assert asked == {"replies.carer_is_relative"}
    assert carer_of(case).verdict == "unknown"
    page = browser.get(url(case, "domande")).content.decode()
    assert f"{url(case, 'domande')}#div_id_{RELATIVE}" in page
    assert f'id="div_id_{RELATIVE}"' in page
    save(browser, case, "domande", **{RELATIVE: "no"})
    assert {one.field for one in carer_of(case).missing} == {"figures.barthel"}
    page = browser.get(url(case, "domande")).content.decode()
    assert f"{url(case, 'domande')}#id_{BARTHEL}" in page
    assert f'id="id_{BARTHEL}"' in page


@pytest.mark.parametrize(
    ("points", "relative", "due"),
    [("60", "no", "600.00"), ("60,01", "no", "480.00"), ("0", "no", "600.00"), ("60", "yes", None)],
)
def test_from_the_declared_question_to_the_amount(scene, points, relative, due):
    """Up to 60 points 600.00 €; over, 80 %; nothing when the carer is a relative: as its worked cases say."""
    case = answered(scene, **{BARTHEL: points, RELATIVE: relative})
    known = facts.of(fresh(case), on=TODAY)
    assert known.figures == (Figure("barthel", Decimal(points.replace(",", "."))),)
    assert known.replies == (Reply("carer_is_relative", relative),)
    found = carer_of(case)
    assert found.verdict == ("due" if due else "not_due")
    assert found.amount == (due and Decimal(due))


def test_the_live_panel_answers_before_anything_is_saved(scene):
    _w, case, browser = scene
    typed = sent_back(browser.get(url(case, "domande"))) | {BARTHEL: "61", RELATIVE: "no"}
    panel = browser.post(reverse("applications:eligibility_panel", args=[case.ref]), typed).content.decode()
    assert "480,00" in panel
    assert not CallAnswer.objects.exists()


@pytest.mark.parametrize("typed", ["-1", "abc", "60,001", "1e9", "NaN", "6" * 40, "٤٠", "<b>6</b>"])
def test_a_figure_that_is_none_is_refused_with_a_sentence_and_stays_on_the_page(scene, typed):
    _w, case, browser = scene
    answer = save(browser, case, "domande", **{BARTHEL: typed, RELATIVE: "no"})
    assert answer.status_code == 200
    assert "cifr" in errors_of(answer)
    assert answer.context["page"].form[BARTHEL].value() == typed
    assert not CallAnswer.objects.exists()
    assert save(browser, case, "domande", **{RELATIVE: "forse"}).status_code == 200


def test_not_known_again_takes_the_answer_away_and_every_version_stays(scene):
    case = answered(scene)
    w, _case, browser = scene
    row = CallAnswer.objects.get(kind="figure")
    verify_evidence(application=case, evidence=row, by=w.social_worker, at=NOW, verification="document")
    save(browser, case, "domande", **{RELATIVE: "no"})
    row.refresh_from_db()
    assert row.verified_by == w.social_worker  # the same answer keeps its check
    save(browser, case, "domande", **{BARTHEL: "45"})
    row.refresh_from_db()
    assert (row.value, row.verification, row.verified_by) == (Decimal("45.00"), "declared", None)
    summary = browser.get(url(case, "riepilogo")).content.decode()
    assert "45,00" in summary
    assert "Non è un parente" in summary
    written = browser.get(reverse("applications:evidence", args=[case.ref])).content.decode()
    assert f'href="{url(case, "domande")}"' in written  # where it is corrected
    save(browser, case, "domande", **{BARTHEL: "", RELATIVE: ""})
    assert facts.of(fresh(case), on=TODAY).figures == ()
    versions = browser.get(reverse("applications:evidence", args=[case.ref])).content.decode()
    for said in ("Punti della scala Barthel", "60,01", "45,00", "Non è un parente", "Tolta"):
        assert said in versions
    told = [
        (before, after)
        for one in changes(fresh(case), user=w.social_worker)
        if "Barthel" in one["label"]
        for _field, before, after in one["changes"]
    ]
    assert {("", "60,01"), ("60,01", "45,00"), ("45,00", "svuotato")} <= set(told)


def test_answers_are_health_data(scene):
    case = answered(scene)
    w, _case, browser = scene
    page = browser.get(reverse("applications:case", args=[case.ref])).content.decode()
    assert "Punti della scala Barthel" in page
    money = client_of(w.officer).get(reverse("applications:evidence", args=[case.ref])).content.decode()
    assert "Barthel" not in money
    hidden = [one for one in changes(fresh(case), user=w.officer) if one["model"] is CallAnswer]
    assert hidden
    assert all("60" not in str(one["changes"]) for one in hidden)


def test_a_past_day_is_read_with_the_answers_of_that_day(scene):
    w, case = scene[0], answered(scene)
    Application.objects.filter(pk=case.pk).update(
        status="assessing", number="B2-2026-9", submitted_at=NOW, submitted_by=w.social_worker
    )
    (then,) = past.as_known([case.pk], on=date(2030, 1, 1))  # the history has the hour of the database
    assert facts.of(then, on=TODAY).figures == (Figure("barthel", Decimal("60.01")),)


def test_the_database_keeps_one_answer_that_is_an_answer(scene):
    _w, case, _browser = scene
    good = {"application": case, "kind": "figure", "code": "barthel", "value": 5, "asked": {}}
    CallAnswer.objects.create(**good)
    for wrong in (
        {}, {"code": "b", "value": -1}, {"code": "b", "value": None}, {"code": "b", "answer": "yes"}, {"code": ""},
        {"code": "b", "kind": "reply"}, {"code": "b", "kind": "reply", "value": None},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            CallAnswer.objects.create(**good | wrong)
    with pytest.raises(ValidationError, match="cifra da zero in su"):
        CallAnswer(**good | {"code": "b", "value": -1}).full_clean()


def test_other_answers_are_tried_beside_the_case_and_nothing_is_saved(scene):
    case = answered(scene)
    before = carer_of(case).amount
    browser = client_of(scene[0].manager)
    page = browser.get(reverse("applications:recalculate", args=[case.ref]), {BARTHEL: "20"})
    tried = next(one for one in page.context["outcome"].interventions if one.code == "carer")
    assert (before, tried.amount) == (Decimal("480.00"), Decimal("600.00"))
    related = browser.get(reverse("applications:recalculate", args=[case.ref]), {RELATIVE: "yes"})
    refused = next(one for one in related.context["outcome"].interventions if one.code == "carer")
    assert refused.verdict == "not_due"
    assert carer_of(case).amount == before
