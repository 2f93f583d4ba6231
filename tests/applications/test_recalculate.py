"""A case under other rules or with other data, beside what was decided: both results shown, nothing saved."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from applications import recalculation
from applications.facts import rules_of
from applications.models import Determination, Isee
from tests.applications.factories import TODAY, make_case, rule_set_version, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db
NEWER = Path("eligibility/rulesets/regione-2024.toml")


@pytest.fixture
def w():
    return world()


def url(case):
    return reverse("applications:recalculate", args=[case.ref])


def test_the_case_under_other_rules_beside_the_decision(client, w):
    case, newer = make_case(w), rule_set_version(NEWER)
    page = enter(client, w.social_worker).get(url(case), {"regole": newer.pk})
    start, outcome = page.context["start"], page.context["outcome"]
    assert (start.outcome.monthly_total, outcome.monthly_total) == (Decimal("400.00"), Decimal("100.00"))
    text = page.content.decode()
    assert "400,00\xa0€" in text
    assert "100,00\xa0€" in text
    assert str(newer) in text
    assert "cambia" in text


def test_it_starts_from_the_kept_facts_and_saves_nothing(client, w):
    case = make_case(w)
    kept = Determination.objects.get()
    Isee.objects.filter(person=case.person).update(value=Decimal("25000.01"))
    page = enter(client, w.social_worker).get(url(case), {"caregiver": ""})
    assert page.context["outcome"].to_json() == kept.findings
    assert page.context["reasons"] == ()
    assert Determination.objects.get() == kept
    assert "Nessuna differenza" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "verdict", "total"),
    [
        ({"isee": "25.000,00"}, "entitled", "400.00"),
        ({"isee": "25.000,01"}, "not_entitled", "0.00"),
        ({"a_casa": "no"}, "not_entitled", "0.00"),
        ({"a_casa": "si"}, "entitled", "400.00"),
        ({"caregiver": "no", "badante": "900", "tutti": "on"}, "entitled", "800.00"),
        ({"badante": "250", "tutti": "on"}, "entitled", "650.00"),
        ({"caregiver": "no"}, "entitled", "0.00"),
    ],
)
def test_one_datum_changed(client, w, asked, verdict, total):
    page = enter(client, w.social_worker).get(url(make_case(w)), asked)
    outcome = page.context["outcome"]
    assert (outcome.verdict, outcome.monthly_total) == (verdict, Decimal(total))


def test_without_a_decision_it_starts_from_today(client, w):
    case = make_case(w, status="draft", isee=None)
    text = enter(client, w.social_worker).get(url(case)).content.decode()
    assert "Oggi" in text
    page = client.get(url(case), {"isee": "9000"})
    found = {one.code: one.verdict for one in page.context["outcome"].criteria}
    assert found["isee"] == "met"


def test_a_wrong_amount_is_a_sentence_and_no_result(client, w):
    page = enter(client, w.social_worker).get(url(make_case(w)), {"isee": "tanto", "regole": "999999"})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"isee", "regole"}
    assert "criteria" not in page.context


def test_the_explanation_leads_here_and_the_clinical_part_is_for_some(client, w):
    case = make_case(w)
    assert (
        url(case)
        in enter(client, w.social_worker)
        .get(reverse("applications:explanation", args=[case.ref]))
        .content.decode()
    )
    full = client.get(url(case), {"a_casa": "si"}).content.decode()
    reduced = enter(client, w.officer).get(url(case), {"a_casa": "si"}).content.decode()
    assert "104" in full
    assert "104" not in reduced
    assert enter(client, w.nurse).get(url(case)).status_code == 403


def test_zero_for_the_carer_means_no_carer(w):
    case = make_case(w, carer_cost="250.00", requested=("caregiver", "caregiver_supplement"))
    start = recalculation.basis(case, case.determinations.get(), on=TODAY)
    known = recalculation.changed(start.facts, TODAY, carer_cost=Decimal("0.00"))
    assert (known.has_carer, known.carer) == (False, None)
    outcome, reasons = recalculation.tried(
        start, rules=rules_of(start.rule_set), changes={"carer_cost": Decimal("0.00")}
    )
    assert outcome.monthly_total == Decimal("400.00")
    assert reasons
