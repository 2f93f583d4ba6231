"""The whole answer: right, interventions, alternatives, total, what is missing, and the text "In short"."""

from dataclasses import replace
from decimal import Decimal

import pytest

from eligibility.assess import assess
from eligibility.facts import Facts, Project
from eligibility.outcome import Outcome
from eligibility.text import Text
from tests.eligibility.people import (
    ADELE,
    MINOR_BORN,
    ON,
    RULES,
    intervention,
    with_carer,
    with_isee,
    with_person,
)  # fmt: skip

MINOR = with_isee(with_person(ADELE, birth_date=MINOR_BORN), "40000", "ordinario")
PROJECT = Project("Laboratorio", Decimal("180"))


def fields(outcome):
    return [m.field for m in outcome.missing]


def test_one_requirement_surely_not_met_refuses_even_when_others_are_not_known():
    outcome = assess(replace(with_isee(Facts(person=ADELE.person), "25000.01")), RULES, ON)
    assert (outcome.verdict, outcome.monthly_total) == ("not_entitled", Decimal("0.00"))
    refused = intervention(outcome, "caregiver")
    assert (refused.verdict, refused.reason.it) == ("not_due", "Manca un requisito della misura: ISEE.")
    assert outcome.sentence_for("Adele").it == (
        "Adele oggi non ha diritto alla misura. "
        "L’ISEE è 25.000,01 €: supera di 0,01 € il limite di 25.000,00 €."
    )  # fmt: skip


def test_nothing_known_is_unknown_and_names_everything_that_is_missing():
    outcome = assess(Facts(), RULES, ON)
    assert (outcome.verdict, outcome.monthly_total) == ("unknown", None)
    assert fields(outcome)[:5] == [
        "person.resident_in_ambito", "person.lives_at_home", "certificates",
        "assessment.signed_by_both", "person.birth_date",
    ]  # fmt: skip
    assert outcome.sentence.it.startswith("La persona può avere diritto, ma mancano 5 dati: la residenza,")
    assert not outcome.ready_for_award


def test_one_missing_datum_is_said_in_the_singular_and_the_amount_stays_an_estimate():
    outcome = assess(replace(ADELE, isee=None, requested=("caregiver",)), RULES, ON)
    assert outcome.sentence_for("Adele").it == (
        "Adele può avere diritto, ma manca 1 dato: un ISEE sociosanitario valido."
    )
    assert outcome.monthly_total is None
    assert outcome.expected_total == Decimal("400.00")


def test_requested_narrows_what_is_looked_at():
    outcome = assess(replace(with_carer(ADELE), requested=("caregiver_supplement",)), RULES, ON)
    assert outcome.monthly_total == Decimal("400.00")
    assert intervention(outcome, "caregiver").reason.it == "Non è stato chiesto."


def test_something_the_call_does_not_have_is_said():
    outcome = assess(replace(ADELE, requested=("caregiver", "respite", "respite")), RULES, ON)
    assert [i.code for i in outcome.interventions].count("respite") == 1
    assert intervention(outcome, "respite").reason.it == "Questo avviso non prevede questo sostegno."
    assert outcome.monthly_total == Decimal("400.00")


def test_an_unknown_condition_leaves_the_total_open_and_is_named():
    outcome = assess(with_carer(ADELE, regular=None), RULES, ON)
    assert (outcome.verdict, outcome.monthly_total) == ("entitled", None)
    assert fields(outcome) == ["carer.regular"]
    assert outcome.sentence_for("Adele").it == (
        "Adele ha i requisiti della misura. Spetta: Buono per il caregiver familiare, 400,00 € al mese. "
        "Per l’importo manca 1 dato: se l’assistente è in regola."
    )


def test_a_cost_nobody_documented_is_unknown_and_not_zero():
    outcome = assess(with_carer(ADELE, monthly_cost=None), RULES, ON)
    unknown = intervention(outcome, "caregiver_supplement")
    assert (unknown.verdict, unknown.amount) == ("unknown", None)
    assert unknown.reason == Text(
        "Manca il costo mensile dell’assistente.", "The carer’s monthly cost is missing."
    )
    assert fields(outcome) == ["carer.monthly_cost"]


def test_a_cost_of_zero_gives_nothing():
    outcome = assess(with_carer(ADELE, monthly_cost=Decimal(0)), RULES, ON)
    assert intervention(outcome, "caregiver_supplement").reason.it == "Non c’è una spesa da rimborsare."
    assert outcome.monthly_total == Decimal("400.00")


def test_entitled_with_nothing_due():
    outcome = assess(replace(with_carer(ADELE), requested=("carer",)), RULES, ON)
    assert (outcome.verdict, outcome.monthly_total) == ("entitled", Decimal("0.00"))
    assert outcome.sentence_for("Adele").en == (
        "Adele meets the requirements of the measure. None of the supports asked for is due."
    )
    assert intervention(outcome, "carer").reason.it == "C’è un caregiver familiare."
    assert not outcome.ready_for_award


def test_the_sentence_of_a_full_award_in_both_languages():
    outcome = assess(replace(with_carer(ADELE), plan_approved=False), RULES, ON)
    assert outcome.sentence_for("Adele") == Text(
        "Adele ha i requisiti della misura. Spettano: Buono per il caregiver familiare e Integrazione per "
        "l’assistente assunta. In tutto 400,00 + 400,00 = 800,00 € al mese. "
        "Il Piano individuale non è ancora approvato.",
        "Adele meets the requirements of the measure. Due: Voucher for the family caregiver and Supplement "
        "for the employed carer. In all 400.00 + 400.00 = €800.00 a month. "
        "The Individual Plan is not approved yet.",
    )


@pytest.mark.parametrize(
    ("cost", "chosen", "total"), [("180", "caregiver", "400"), ("400.01", "minors_voucher", "400.01")]
)
def test_alternatives_give_the_highest_sum(cost, chosen, total):
    outcome = assess(replace(MINOR, minor_project=Project("", Decimal(cost))), RULES, ON)
    assert [i.code for i in outcome.due] == [chosen]
    assert outcome.monthly_total == Decimal(total)
    other = intervention(outcome, "minors_voucher" if chosen == "caregiver" else "caregiver")
    assert (other.verdict, other.amount) == ("not_due", None)
    assert other.reason.it.startswith("Non si somma con ")
    assert other.steps


def test_a_minor_without_a_ceiling_is_paid_the_documented_cost_and_told_so():
    outcome = assess(replace(MINOR, minor_project=PROJECT, requested=("minors_voucher",)), RULES, ON)
    paid = intervention(outcome, "minors_voucher")
    assert paid.amount == Decimal("180.00")
    ceiling = next(step for step in paid.steps if step.code == "ceiling")
    assert (ceiling.datum.it, ceiling.result.it) == ("non indicato", "non riduce")


def test_a_project_requested_but_missing_is_not_known():
    outcome = assess(replace(MINOR, requested=("minors_voucher",)), RULES, ON)
    assert intervention(outcome, "minors_voucher").verdict == "unknown"
    assert fields(outcome) == ["minor_project"]


@pytest.mark.parametrize(
    ("project", "carer", "total"),
    [("750", "900", "750"), ("1300", None, "800"), (None, "620", "620"), (None, None, None)],
)
def test_independent_living(project, carer, total):
    cost = {name: value and Decimal(value) for name, value in (("project", project), ("carer", carer))}
    facts = replace(
        with_carer(ADELE, personal_assistant=True, monthly_cost=cost["carer"]),
        independent_living_project=Project("Casa mia", cost["project"]),
        requested=("independent_living",),
    )
    outcome = assess(facts, RULES, ON)
    assert outcome.monthly_total == (total and Decimal(total))
    assert intervention(outcome, "independent_living").conditions[2].found.it == "«Casa mia»"


def test_every_finding_carries_its_words_and_its_source():
    outcome = assess(with_carer(ADELE), RULES, ON)
    for item in (*outcome.criteria, *outcome.interventions):
        assert item.sources, item.code
        assert item.sources[0].citation
        for words in (item.label, item.rule, item.reason):
            assert words.it, item.code
            assert words.en, item.code
    for item in outcome.due:
        assert item.steps[-1].amount == item.amount


def test_the_steps_stand_side_by_side_in_the_order_in_which_they_apply():
    rows = assess(with_carer(ADELE), RULES, ON).step_rows
    table = {row.code: [cell and cell.result.it for cell in row.cells] for row in rows}
    assert table == {
        "documented_cost": [None, "950,00 €"],
        "fixed": ["400,00 €", None],
        "ceiling": ["non riduce", "si ferma a 400,00 €"],
        "rounding": ["400,00 €", "400,00 €"],
    }
    assert rows[-1].code == "rounding"


def test_an_outcome_comes_back_from_its_json_byte_for_byte():
    for facts in (ADELE, Facts(), with_carer(ADELE, regular=None), with_isee(ADELE, "25000.01")):
        outcome = assess(facts, RULES, ON)
        again = Outcome.from_json(outcome.to_json())
        assert again == outcome
        assert again.to_json() == outcome.to_json()
    assert outcome.ruleset_name == "regione-2022"
    assert outcome.ruleset_hash == RULES.hash
