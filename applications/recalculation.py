"""A case calculated again under other rules or with other data, beside the decided one. Nothing is saved."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from applications.facts import of, rules_of, version_of
from applications.models import RuleSetVersion
from eligibility.assess import assess
from eligibility.facts import Caregiver, CarerContract, Facts, Figure, Isee, Reply
from eligibility.outcome import Outcome
from eligibility.simulate import why
from eligibility.text import Text


@dataclass(frozen=True)
class Basis:
    """What is compared with: the decision in force, or the calculation of today while there is none."""

    facts: Facts
    outcome: Outcome
    rule_set: RuleSetVersion
    on: date


@dataclass(frozen=True)
class Pair:
    """The same requirement or support on both sides; None where those rules do not have it."""

    label: Text
    before: object
    after: object

    @property
    def same(self):
        one, other = self.before, self.after
        if one is None or other is None or one.verdict != other.verdict:
            return False
        return getattr(one, "amount", None) == getattr(other, "amount", None)


def basis(application, determination, *, on):
    """The kept facts and findings of ``determination``; without one, today's."""
    if determination is None:
        known = of(application, on=on)
        version = version_of(application, on=on)
        return Basis(known, assess(known, rules_of(version), on), version, on)
    kept = Facts.from_json(determination.facts)
    found = Outcome.from_json(determination.findings)
    return Basis(kept, found, determination.rule_set, determination.on)


def tried(start, *, rules, changes):
    """(outcome, reasons): the case of ``start`` with ``changes`` under the parsed ``rules``, on the same day."""
    outcome = assess(changed(start.facts, start.on, **changes), rules, start.on)
    return outcome, why(start.outcome, outcome)


def changed(
    known,
    on,
    *,
    isee=None,
    caregiver=None,
    carer_cost=None,
    at_home=None,
    all_supports=False,
    replies=None,
    figures=None,
):
    """``known`` with one or more data moved; None leaves a datum as it is. ``isee``, ``carer_cost``: euro, the latter
    a month and 0 for no carer. ``all_supports``: look at every support, asked for or not. ``replies``, ``figures``:
    {code: answer} and {code: Decimal} of what only this call asks."""
    if isee is not None:
        known = replace(known, isee=_isee(known, isee, on))
    if caregiver is not None:
        known = replace(
            known,
            has_caregiver=caregiver,
            caregiver=(known.caregiver or Caregiver()) if caregiver else None,
            other_caregivers=known.other_caregivers if caregiver else None,
        )
    if carer_cost is not None:
        contract = replace(known.carer or CarerContract(regular=True), monthly_cost=carer_cost)
        known = replace(known, has_carer=carer_cost > 0, carer=contract if carer_cost > Decimal(0) else None)
    if at_home is not None:
        known = replace(known, person=replace(known.person, lives_at_home=at_home))
    if replies:
        kept = tuple(one for one in known.replies if one.question not in replies)
        known = replace(known, replies=kept + tuple(Reply(*one) for one in replies.items()))
    if figures:
        kept = tuple(one for one in known.figures if one.code not in figures)
        known = replace(known, figures=kept + tuple(Figure(*one) for one in figures.items()))
    return replace(known, requested=()) if all_supports else known


def _isee(known, value, on):
    """Every attestation with the new value; one of this year when there is none."""
    if known.isee:
        return tuple(replace(one, value=value) for one in known.isee)
    age = known.age_on(on)
    kind = "minorenni" if age is not None and age < 18 else "sociosanitario"
    return (Isee(kind=kind, value=value, year=on.year, issued_on=on, valid_to=date(on.year, 12, 31)),)


def pairs(before, after):
    """(requirements, supports) of both outcomes, by code, in the order of the first."""
    return _pairs(before.criteria, after.criteria), _pairs(before.interventions, after.interventions)


def _pairs(before, after):
    first, second = {one.code: one for one in before}, {one.code: one for one in after}
    found = []
    for code in dict.fromkeys((*first, *second)):
        one, other = first.get(code), second.get(code)
        found.append(Pair((one or other).label, one, other))
    return found
