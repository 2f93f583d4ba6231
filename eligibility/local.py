"""A local set may lower the ceilings of the regional one it is based on, never raise them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligibility.call import RegionalCeiling
from eligibility.canonical import Misfit
from eligibility.criteria import isee

if TYPE_CHECKING:
    from eligibility.ruleset import Intervention, RuleSet


def misfit(ruleset: RuleSet, regional: RuleSet) -> Misfit | None:
    """The first ceiling of `regional` that `ruleset` goes over, or None."""
    for ceiling in regional.ceilings:
        problem = _amounts(ruleset, ceiling) if ceiling.of == "amount" else _isee(ruleset, ceiling)
        if problem is not None:
            return problem
    return None


def _amounts(ruleset: RuleSet, ceiling: RegionalCeiling) -> Misfit | None:
    for i, item in enumerate(ruleset.interventions):
        if not _is_for(ceiling, item):
            continue
        highest = item.highest
        if highest is None or highest > ceiling.max:
            found = "no ceiling" if highest is None else str(highest)
            return Misfit(("interventions", i, "steps"), found, _at_most(ceiling))
    return None


def _isee(ruleset: RuleSet, ceiling: RegionalCeiling) -> Misfit | None:
    """The general limits count for every support; those among the conditions of a support, for that one."""
    places = []
    if not ceiling.interventions or any(
        _is_for(ceiling, item) and not any(rule.kind == "isee" for rule in item.conditions)
        for item in ruleset.interventions
    ):
        places += [(("criteria", i), rule) for i, rule in enumerate(ruleset.criteria)]
    for i, item in enumerate(ruleset.interventions):
        if _is_for(ceiling, item):
            places += [(("interventions", i, "conditions", j), rule) for j, rule in enumerate(item.conditions)]
    for path, rule in places:
        if rule.kind != "isee":
            continue
        for k, age_class in enumerate(rule.classes):
            if _ages_meet(ceiling, age_class) and age_class.max > ceiling.max:
                return Misfit((*path, "classes", k, "max"), str(age_class.max), _at_most(ceiling))
    return None


def _is_for(ceiling: RegionalCeiling, item: Intervention) -> bool:
    """A ceiling that names no support is of euros; a number of services has one only where it is named."""
    return item.unit == "euro" if not ceiling.interventions else item.code in ceiling.interventions


def _ages_meet(ceiling: RegionalCeiling, age_class: isee.AgeClass) -> bool:
    return (ceiling.end is None or age_class.from_age < ceiling.end) and (
        age_class.end is None or ceiling.from_age < age_class.end
    )


def _at_most(ceiling: RegionalCeiling) -> str:
    return f"at most {ceiling.max}, the ceiling “{ceiling.label.it}”"
