"""One small function for each kind of requirement: its verdict as a number, without a word. Used by `fast.py`.

A kind that has none here, or a rule with a parameter its function does not know, is asked to the readable engine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from eligibility import criteria
from eligibility.criteria import certificates, isee
from eligibility.facts import Facts

MET, UNKNOWN, NOT_MET = 1, 0, -1
_CODES = {"met": MET, "unknown": UNKNOWN, "not_met": NOT_MET}
Test = Callable[[Facts, date], int]


def verdict_of(rule: criteria.Criterion) -> Test:
    make = _QUICK.get(rule.kind)
    test = None if make is None else make(rule)
    if test is None:
        kind = criteria.KINDS[rule.kind]

        def test(facts: Facts, on: date) -> int:
            return _CODES[kind.evaluate(rule, facts, on).verdict]

    if rule.for_everybody and not rule.holds_at:
        return test

    def concerned(facts: Facts, on: date) -> int:
        day = rule.day(facts, on)
        who = rule.concerns(facts, day)
        if who is True:
            return test(facts, day)
        return MET if who is False else UNKNOWN

    return concerned


def _yes(value: bool | None) -> int:
    return UNKNOWN if value is None else MET if value else NOT_MET


def _residence(rule):
    return None if rule.min_months else lambda facts, on: _yes(facts.person.resident_in_ambito)


def _at_home(rule):
    return lambda facts, on: _yes(facts.person.lives_at_home)


def _limitation(rule):
    if rule.has_age_limit:
        return None
    return lambda facts, on: _yes(facts.assessment.severe_limitation) if facts.assessment.signed_by_both else UNKNOWN


def _age(rule):
    def test(facts, on):
        age = facts.age_on(rule.age_on or on)
        return UNKNOWN if age is None else MET if rule.hold(age) else NOT_MET

    return test


def _caregiver(rule):
    if rule.cohabiting or rule.in_plan or rule.own_access or rule.one_per_person or rule.min_weekly_hours is not None:
        return None
    return lambda facts, on: UNKNOWN if facts.has_caregiver is None else _yes(facts.has_caregiver is rule.present)


def _carer(rule):
    if (
        not rule.present
        or rule.personal_assistant
        or not rule.regular
        or (rule.min_weekly_hours, rule.max_weekly_hours) != (None, None)
    ):
        return None

    def test(facts, on):
        carer = facts.carer
        if not facts.has_carer or carer is None:
            return NOT_MET if facts.has_carer is False else UNKNOWN
        if (carer.ends_on is not None and carer.ends_on < on) or (carer.starts_on is not None and carer.starts_on > on):
            return NOT_MET
        return _yes(carer.regular)

    return test


def _project(rule):
    return lambda facts, on: UNKNOWN if getattr(facts, rule.of) is None else MET


def _certificates(rule):
    answers = {certificates.MET: MET, certificates.RESERVE: MET, certificates.UNKNOWN: UNKNOWN}

    def test(facts, on):
        if facts.certificates is None:
            return UNKNOWN
        return answers.get(certificates.judge(rule, rule.needs, facts.certificates, on), NOT_MET)

    return test


def _isee(rule):
    def test(facts, on):
        age_class, chosen = isee.chosen(rule, facts, on)
        if chosen is None:
            return UNKNOWN
        return MET if chosen.value <= age_class.highest else NOT_MET

    return test


def _measures(rule):
    """Most people have no other measure; whoever has one is asked to the readable engine."""
    kind = criteria.KINDS["measures"]

    def test(facts, on):
        held = facts.held_measures()
        return MET if held == () else _CODES[kind.evaluate(rule, facts, on).verdict]

    return test


_QUICK = {
    "age": _age,
    "at_home": _at_home,
    "caregiver": _caregiver,
    "carer": _carer,
    "certificates": _certificates,
    "isee": _isee,
    "limitation": _limitation,
    "measures": _measures,
    "project": _project,
    "residence": _residence,
}
