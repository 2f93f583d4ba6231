"""The 2022 rules in OpenFisca-Core, computed one case at a time: no explanation, 32-bit floats. Only for the benchmark."""

# ruff: noqa: E501

from datetime import date

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

ON = date(2022, 10, 3)
MONTH = "2022-10"
PERSON = build_entity(key="person", plural="persons", label="A person", is_person=True)


def _input(name, kind):
    shape = {"value_type": kind, "entity": PERSON, "definition_period": DateUnit.MONTH, "label": name}
    return type(name, (Variable,), shape)


INPUTS = [
    _input(name, kind)
    for name, kind in (
        ("age", int), ("resident", bool), ("at_home", bool), ("certified", bool), ("limited", bool), ("isee", float),
        ("has_caregiver", bool), ("carer_cost", float), ("project_cost", float),
    )
]  # fmt: skip


class eligible(Variable):
    value_type, entity, definition_period, label = bool, PERSON, DateUnit.MONTH, "meets the requirements"

    def formula(person, period):
        limit = numpy.where(person("age", period) < 18, 40000, 25000)
        known = person("resident", period) * person("at_home", period) * person("certified", period)
        return known * person("limited", period) * (person("isee", period) <= limit)


class caregiver(Variable):
    value_type, entity, definition_period, label = float, PERSON, DateUnit.MONTH, "caregiver and supplement"

    def formula(person, period):
        extra = numpy.minimum(person("carer_cost", period), 400)
        return person("has_caregiver", period) * (400 + extra)


class carer(Variable):
    value_type, entity, definition_period, label = float, PERSON, DateUnit.MONTH, "carer without a caregiver"

    def formula(person, period):
        return (1 - person("has_caregiver", period)) * numpy.minimum(person("carer_cost", period), 800)


class minors(Variable):
    value_type, entity, definition_period, label = float, PERSON, DateUnit.MONTH, "minors' voucher"

    def formula(person, period):
        return (person("age", period) < 18) * person("project_cost", period)


class total(Variable):
    value_type, entity, definition_period, label = float, PERSON, DateUnit.MONTH, "euros per month"

    def formula(person, period):
        highest = numpy.maximum(
            person("caregiver", period) + person("carer", period), person("minors", period)
        )
        return person("eligible", period) * highest


def _system():
    system = TaxBenefitSystem([PERSON])
    system.add_variables(*INPUTS, eligible, caregiver, carer, minors, total)
    return system


SYSTEM = _system()


def _figures(facts):
    cost = facts.carer.monthly_cost if facts.has_carer and facts.carer else None
    project = facts.minor_project.monthly_cost if facts.minor_project else None
    return {
        "age": facts.age_on(ON) or 0,
        "resident": bool(facts.person.resident_in_ambito),
        "at_home": bool(facts.person.lives_at_home),
        "certified": any(not c.pending for c in facts.certificates or ()),
        "limited": bool(facts.assessment.severe_limitation),
        "isee": float(facts.isee[-1].value) if facts.isee else 1e9,
        "has_caregiver": bool(facts.has_caregiver),
        "carer_cost": float(cost or 0),
        "project_cost": float(project or 0),
    }


def one_by_one(cases):
    for facts in cases:
        person = {name: {MONTH: value} for name, value in _figures(facts).items()}
        simulation = SimulationBuilder().build_from_entities(SYSTEM, {"persons": {"one": person}})
        simulation.calculate("total", MONTH)
