"""Findings that are word for word the same for many people: made once for each rule, and their words once too.

For a kind listed here, `_SAME[kind](rule, facts, on)` is all its `evaluate` reads, where that is little: two cases with
the same answer have the same finding. None = the finding is of this person alone (a name, a date, a sum) and is made
anew. A test compares every finding with one made anew; a kind that is not listed is slower, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date

from eligibility.criteria.severity import holds
from eligibility.facts import Facts
from eligibility.outcome import Finding

_MOST = 500  # findings kept for one rule, so that no flow of odd data fills the memory
Evaluate = Callable[..., Finding]


def finding(evaluate: Evaluate, rule, facts: Facts, on: date) -> Finding:
    """`evaluate(rule, facts, on)`, or the same finding made before for somebody else."""
    same = _SAME.get(rule.kind)
    key = None if same is None else same(rule, facts, on)
    if key is None:
        return evaluate(rule, facts, on)
    kept = rule.findings
    found = kept.get(key)
    if found is None:
        found = evaluate(rule, facts, on)
        if len(kept) < _MOST:
            kept[key] = found
    return found


def _age(rule, facts: Facts, on: date) -> Hashable:
    return (facts.age_on(rule.age_on or on),)


def _at_home(rule, facts: Facts, on: date) -> Hashable:
    return (facts.person.lives_at_home,)


def _caregiver(rule, facts: Facts, on: date) -> Hashable:
    return None if rule.present and facts.has_caregiver else (facts.has_caregiver,)


def _carer(rule, facts: Facts, on: date) -> Hashable:
    carer = facts.carer
    if carer is None:
        return (facts.has_carer,)
    if rule.min_weekly_hours is not None or rule.max_weekly_hours is not None:
        return None
    if (carer.ends_on is not None and carer.ends_on < on) or (carer.starts_on is not None and carer.starts_on > on):
        return None
    return carer.regular, carer.personal_assistant


def _limitation(rule, facts: Facts, on: date) -> Hashable:
    found = facts.assessment
    return (found.signed_by_both, found.severe_limitation) if not rule.has_age_limit else None


def _measures(rule, facts: Facts, on: date) -> Hashable:
    held = facts.held_measures()
    return None if held else (held,)


def _plan(rule, facts: Facts, on: date) -> Hashable:
    return (facts.plan_approved,)


def _project(rule, facts: Facts, on: date) -> Hashable:
    project = getattr(facts, rule.of)
    return None if project is not None and project.title else (project is None,)


def _question(rule, facts: Facts, on: date) -> Hashable:
    return (rule.given(facts),)


def _residence(rule, facts: Facts, on: date) -> Hashable:
    person = facts.person
    if person.resident_in_ambito and rule.min_months:
        return None
    return person.resident_in_ambito, person.municipality


def _severity(rule, facts: Facts, on: date) -> Hashable:
    """The kinds that count, when all those accepted do."""
    kinds = []
    for one in facts.certificates or ():
        if one.kind in rule.any_of:
            if not holds(one, on):
                return None
            kinds.append(one.kind)
    return (facts.certificates is None, *kinds)


_SAME = {
    "age": _age,
    "at_home": _at_home,
    "caregiver": _caregiver,
    "carer": _carer,
    "limitation": _limitation,
    "measures": _measures,
    "plan": _plan,
    "project": _project,
    "question": _question,
    "residence": _residence,
    "severity": _severity,
}
