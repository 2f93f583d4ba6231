"""Supports counted in accesses or hours: a number of services, never euros."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from eligibility.assess import assess
from eligibility.canonical import Misfit
from eligibility.counterfactual import what_would_change
from eligibility.facts import Facts, Person, Project
from eligibility.fast import by_assess, compiled
from eligibility.local import misfit
from eligibility.outcome import Outcome, Quantity
from eligibility.ruleset import shipped
from eligibility.simulate import kind_of, why
from eligibility.steps import Ceiling, DocumentedCost, Fixed, OtherMeasures, Share
from eligibility.text import Text, counted
from tests.eligibility.people import intervention
from tests.eligibility.test_calls import CALLS

CALL = CALLS["valle-camonica-2024"]
ON = date(2024, 6, 3)
WORDS = {"label": Text("Passo", "Step"), "sentence": Text("Un passo.", "A step.")}
PLANNED = DocumentedCost(kind="documented_cost", of=("direct_services",), **WORDS)
AT_MOST = Ceiling(kind="ceiling", value=Decimal(80), **WORDS)
ADELE = Facts(person=Person(date(1940, 3, 1)), requested=("home_care",))


def call(*steps, unit="accesses", per="year", **changes):
    """The call with home care of these steps, and no requirement but the line."""
    support = replace(CALL.intervention("home_care"), steps=steps, unit=unit, per=per, **changes)
    others = tuple(item for item in CALL.interventions if item.code != "home_care")
    return replace(CALL, criteria=CALL.criteria[:1], interventions=(support, *others))


def home_care(facts, ruleset):
    return intervention(assess(facts, ruleset, ON), "home_care")


def with_services(**figures):
    return replace(
        ADELE, direct_services=Project(**{name: Decimal(value) for name, value in figures.items()})
    )


@pytest.mark.parametrize(
    ("planned", "given"), [("79", "79"), ("80", "80"), ("80.01", "80"), ("81", "80"), ("0.5", None)]
)
def test_no_more_than_the_accesses_planned_and_never_a_part_of_one(planned, given):
    found = home_care(with_services(accesses=planned), call(PLANNED, AT_MOST))
    assert found.quantity == (given and Decimal(given))
    assert found.amount == (None if given is None else 0)
    assert (found.reason.it == "Non c’è un servizio da dare.") is (given is None)


@pytest.mark.parametrize(("planned", "given"), [("12.50", "12.50"), ("100", "80.00")])
def test_hours_may_be_parts_of_one(planned, given):
    found = home_care(with_services(hours=planned), call(PLANNED, AT_MOST, unit="hours"))
    assert found.quantity == Decimal(given)


def test_the_accesses_nobody_has_planned_are_asked_for_and_a_cost_does_not_stand_for_them():
    found = home_care(with_services(yearly_cost="800", hours="80"), call(PLANNED, AT_MOST))
    assert found.verdict == "unknown"
    assert [(m.field, m.label.it) for m in found.missing] == [
        ("direct_services.accesses", "il numero di accessi previsti")
    ]


def test_a_service_unknown_leaves_the_money_known():
    facts = replace(with_services(yearly_cost="800"), requested=("home_care", "carer"), has_carer=False)
    outcome = assess(facts, call(PLANNED, AT_MOST, per="month"), ON)
    assert (outcome.verdict, outcome.monthly_total) == ("entitled", 0)


@pytest.mark.parametrize(
    ("unit", "per", "italian", "english"),
    [
        ("accesses", "project", "80 accessi in tutto", "80 accesses in all"),
        ("accesses", "year", "80 accessi all’anno", "80 accesses a year"),
        ("hours", "month", "80 ore al mese", "80 hours a month"),
    ],
)
def test_the_family_reads_a_number_of_services_and_no_sum(unit, per, italian, english):
    outcome = assess(ADELE, call(Fixed(kind="fixed", value=Decimal(80), **WORDS), unit=unit, per=per), ON)
    said = outcome.sentence
    assert (said.it, said.en) == (
        f"La persona ha i requisiti della misura. Spetta: Assistenza domiciliare, {italian}.",
        f"The person meets the requirements of the measure. Due: Home care, {english}.",
    )
    assert "€" not in "".join(step.result.it + step.datum.it for step in outcome.due[0].steps)
    assert Outcome.from_json(outcome.to_json()) == outcome


def test_beside_money_each_service_is_said_on_its_own():
    facts = replace(
        with_services(accesses="1"),
        requested=("home_care", "respite"),
        respite=Project(total_cost=Decimal(100)),
    )
    outcome = assess(facts, call(PLANNED, AT_MOST), ON)
    assert outcome.sentence.it.endswith(
        "Spettano: Assistenza domiciliare e Sollievo. In tutto 90,00 € una volta sola. "
        "Assistenza domiciliare: 1 accesso all’anno."
    )
    assert (outcome.monthly_total, outcome.yearly_total, outcome.project_total) == (0, 0, 90)
    assert outcome.quantities == (Quantity("home_care", Decimal(1), "accesses"),)
    assert (outcome.monthly, outcome.beside) == ((), outcome.due)


def test_one_is_said_in_the_singular():
    assert [counted(Decimal(n), unit).it for unit in ("accesses", "hours", "euro") for n in (1, 2)] == [
        "1 accesso", "2 accessi", "1 ora", "2 ore", "1,00 €", "2,00 €",
    ]  # fmt: skip


def test_a_share_of_the_accesses_planned():
    half = Share(kind="share", percent=Decimal(50), **WORDS)
    assert home_care(with_services(accesses="81"), call(PLANNED, half, AT_MOST)).quantity == 40


def test_no_step_takes_euros_off_a_number_of_services_and_no_carer_costs_accesses():
    off = OtherMeasures(kind="other_measures", measures=("b1",), value=Decimal(1), **WORDS)
    with pytest.raises(
        Misfit, match=r"steps\[2\]\.kind: found other_measures, allowed: steps that count accesses"
    ):
        call(PLANNED, off)
    with pytest.raises(Misfit, match=r'steps\[1\]\.of: found "carer", allowed: a project or service'):
        call(DocumentedCost(kind="documented_cost", of=("carer",), **WORDS))
    with pytest.raises(
        Misfit, match='channel: found "indirect", allowed: "direct": accesses are services, not money'
    ):
        call(PLANNED, AT_MOST, channel="indirect")


def test_a_regional_ceiling_in_euros_is_not_one_of_accesses_unless_it_names_them():
    ceiling = replace(shipped("regione-2024").ceilings[0], of="amount", max=Decimal(10), interventions=())
    services = SimpleNamespace(interventions=call(PLANNED, AT_MOST).interventions[:1])
    assert misfit(services, SimpleNamespace(ceilings=(ceiling,))) is None
    named = replace(ceiling, interventions=("home_care",))
    assert misfit(services, SimpleNamespace(ceilings=(named,))).found == "80"


def test_what_would_change_says_more_accesses():
    changes = what_would_change(with_services(accesses="10"), call(PLANNED, AT_MOST), ON)
    assert "Servizio previsto per 80 accessi o più" in [change.label.it for change in changes]


def test_the_most_for_one_person_counts_euros_only():
    capped = replace(CALL.cumulability, max_together=Decimal("1.00"))
    ruleset = replace(call(Fixed(kind="fixed", value=Decimal(80), **WORDS), per="month"), cumulability=capped)
    assert assess(ADELE, ruleset, ON).quantities == (Quantity("home_care", Decimal(80), "accesses"),)


def test_a_simulation_sees_who_gains_services_and_who_loses_them():
    old, new, none = (
        call(Fixed(kind="fixed", value=Decimal(n), **WORDS), lines=lines)
        for n, lines in ((60, ()), (80, ()), (80, ("adults",)))
    )
    answers = [compiled(one)(ADELE, ON) for one in (old, new, none)]
    assert answers[0] == by_assess(ADELE, old, ON)
    assert [kind_of(answers[0], answer) for answer in answers] == ["unchanged", "swaps", "leaves"]
    assert kind_of(answers[2], answers[1]) == "enters"
    words = [text.it for text in why(assess(ADELE, old, ON), assess(ADELE, new, ON))]
    assert words == ["Assistenza domiciliare: da 60 accessi a 80 accessi."]
    gone = [text.it for text in why(assess(ADELE, old, ON), assess(ADELE, none, ON))]
    assert gone == ["Assistenza domiciliare: da 60 accessi a 0,00 €."]


def test_alternatives_of_which_one_pays_more_say_so_in_euros_only_when_both_are_monthly_money():
    facts = replace(ADELE, requested=("home_care", "education"))
    ruleset = replace(CALL, criteria=CALL.criteria[:1])
    against = intervention(assess(facts, ruleset, ON), "education")
    assert against.reason.it == "Non si somma con Assistenza domiciliare."
