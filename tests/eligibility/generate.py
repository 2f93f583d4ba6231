"""Random facts, known and unknown, crowded around every edge of a rule set. Seeded: the same seed, the same cases."""

# ruff: noqa: E501  (one case per line)

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from eligibility.dates import add_months, birthday
from eligibility.facts import (
    Assessment,
    Caregiver,
    CarerContract,
    Certificate,
    Facts,
    Figure,
    Isee,
    Measure,
    Person,
    Project,
    Reply,
)  # fmt: skip
from eligibility.ruleset import RuleSet

CERTIFICATES = ("law_104_c3", "care_allowance", "attendance_allowance", "civil_invalidity")
ISEE_KINDS = ("ordinario", "sociosanitario", "sociosanitario_ristretto", "minorenni", "corrente")
MEASURES = ("b1", "sad", "respite", "home_care_premium", "rsa_aperta", "something_else")
AGES = (0, 1, 17, 18, 19, 40, 64, 65, 66, 69, 70, 71, 85)
COSTS = tuple(
    Decimal(f)
    for f in (
        "0",
        "0.01",
        "99.99",
        "180",
        "400",
        "400.01",
        "599.99",
        "600",
        "650",
        "800",
        "800.01",
        "3600.01",
    )
)
VALUES = tuple(
    Decimal(f) for f in ("0", "9000", "10000", "10000.01", "20000.01", "24999.99", "25000", "25000.01", "27300",
                         "30000", "30000.01", "39999.99", "40000", "40000.01", "90000")
)  # fmt: skip
HOURS = tuple(
    Decimal(h) for h in ("0", "9", "10", "17.5", "18", "19.99", "20", "25", "40", "40.5", "54", "54.01")
)


def many(ruleset: RuleSet, on: date, count: int, seed: int = 1) -> Iterator[Facts]:
    dice = random.Random(seed)
    for _ in range(count):
        yield one(dice, ruleset, on)


def one(dice: random.Random, ruleset: RuleSet, on: date) -> Facts:
    """A case: half of them are right but for one or two data, so that a set with many requirements admits some."""
    return _asked(dice, ruleset, _one(dice, ruleset, on))


def _asked(dice: random.Random, ruleset: RuleSet, facts: Facts) -> Facts:
    """With the figures and the answers that only this rule set asks for; some are missing, some are none of its own."""
    rules = [*ruleset.criteria, *(rule for item in ruleset.interventions for rule in item.conditions)]
    axes = [a for i in ruleset.interventions for s in i.steps if s.kind == "table" for a in s.axes]
    named = {one.figure for one in (*rules, *axes) if getattr(one, "figure", "")}
    if not named and all(rule.kind != "question" for rule in rules):
        return facts
    figures = tuple(
        Figure(code, Decimal(dice.randint(0, 30))) for code in sorted(named) if dice.random() < 0.9
    )
    replies = tuple(
        Reply(rule.of, dice.choice((*rule.accepted, *(a.code for a in rule.answers), "odd")))
        for rule in {rule.of: rule for rule in rules if rule.kind == "question"}.values()
        if dice.random() < 0.9
    )
    return replace(facts, figures=figures, replies=replies)


def _one(dice: random.Random, ruleset: RuleSet, on: date) -> Facts:
    facts = _anything(dice, ruleset, on)
    if dice.random() < 0.5:
        return facts
    fields = dice.sample(FIELDS, dice.choice((0, 1, 1, 2, 3)))
    return replace(_right(dice, ruleset, on), **{name: getattr(facts, name) for name in fields})


# has_caregiver and has_carer go with their record
FIELDS = ("person", "certificates", "isee", "assessment", "caregiver", "carer", "requested", "line", "filed_with",
          "measures", "previous_benefit", "other_caregivers", "service_hours", "school_hours", "direct_services",
          "respite", "minor_project", "independent_living_project")  # fmt: skip


def _right(dice, ruleset, on):
    born = birthday(on, -dice.choice((10, 17, 18, 40, 68, 69, 70, 85)))
    value, year = dice.choice(VALUES[:8]), on.year
    minor = Facts(person=Person(born)).age_on(on) < 18
    project = Project("", dice.choice(COSTS), dice.choice(COSTS), dice.choice(COSTS))
    line = next(
        (g.code for g in reversed(ruleset.groups) if g.hold(Facts(person=Person(born)).age_on(on))), None
    )
    return Facts(
        person=Person(born, True, "Borgolungo", True, add_months(on, -40), "italian", None, None, dice.random() < 0.3),
        certificates=tuple(Certificate(kind, add_months(on, -12), percent=100) for kind in CERTIFICATES),
        isee=(Isee("ordinario" if minor else "sociosanitario", value, year, date(year, 1, 2), date(year, 12, 31)),),
        assessment=Assessment(True, dice.randint(0, 5), None, True, add_months(on, -2)),
        has_caregiver=True,
        caregiver=Caregiver("Marta", "", dice.choice(HOURS), True, True, True),
        has_carer=True,
        carer=CarerContract("", True, dice.choice(HOURS), dice.choice(COSTS), None, None, dice.random() < 0.5),
        minor_project=project, independent_living_project=project, direct_services=project, respite=project,
        requested=tuple(dice.sample([i.code for i in ruleset.interventions], min(len(ruleset.interventions), dice.choice((0, 1, 2))))),
        plan_approved=True, line=line, filed_with="caregiver", measures=(), previous_benefit="none",
        other_caregivers=(), service_hours=dice.choice(HOURS), school_hours=dice.choice(HOURS),
    )  # fmt: skip


def _anything(dice: random.Random, ruleset: RuleSet, on: date) -> Facts:
    """Most data are there, and most are right."""
    codes = [item.code for item in ruleset.interventions] + ["minors_voucher", "unheard_of"]
    lines = [group.code for group in ruleset.groups] + ["elsewhere"]

    def maybe(value, none=0.1):
        return None if dice.random() < none else value

    def yes(share=0.9):
        return maybe(dice.random() < share, 0.06)

    born = birthday(on + timedelta(dice.choice((-1, 0, 0, 1))), -dice.choice(AGES))
    person = Person(
        birth_date=maybe(born, 0.05), resident_in_ambito=yes(), municipality=dice.choice(("Borgolungo", "Valverde", None)),
        lives_at_home=yes(), resident_since=maybe(add_months(on, -dice.choice((2, 3, 40)))),
        citizenship=maybe(dice.choice(("italian", "italian", "eu", "extra_eu"))),
        permit_issued_on=maybe(add_months(on, -6)), permit_valid_to=maybe(add_months(on, dice.choice((-1, 5, 6, 30)))),
        lives_with_relatives=yes(0.3),
    )  # fmt: skip
    has_caregiver, has_carer = yes(0.6), yes(0.5)
    caregiver = Caregiver("Marta", "", maybe(dice.choice(HOURS)), yes(), yes(0.3), yes())
    carer = CarerContract(
        "", yes(), maybe(dice.choice(HOURS)), maybe(dice.choice(COSTS)), maybe(_near(dice, on, -400, 5)),
        maybe(_near(dice, on, -5, 400), 0.7), dice.random() < 0.3,
    )  # fmt: skip
    project = Project("", maybe(dice.choice(COSTS)), maybe(dice.choice(COSTS)), maybe(dice.choice(COSTS)))
    facts = Facts(
        person=person,
        certificates=maybe(tuple(_certificate(dice, on) for _ in range(dice.randint(0, 3))), 0.08),
        isee=maybe(tuple(_isee(dice, on) for _ in range(dice.choice((0, 1, 1, 2)))), 0.08),
        assessment=Assessment(
            yes(), maybe(dice.randint(0, 6)), None, yes(), maybe(add_months(on, -dice.choice((1, 24, 25))))
        ),
        has_caregiver=has_caregiver,
        caregiver=maybe(caregiver) if has_caregiver else None,
        has_carer=has_carer,
        carer=maybe(carer) if has_carer else None,
        minor_project=maybe(project, 0.6),
        independent_living_project=maybe(project, 0.5),
        requested=tuple(dice.sample(codes, dice.choice((0, 1, 1, 2, 3)))),
        plan_approved=yes(),
    )
    return replace(
        facts,
        line=maybe(dice.choice(lines), 0.6),
        applied_on=maybe(on - timedelta(dice.choice((0, 30))), 0.5),
        filed_with=maybe(dice.choice(("caregiver", "caregiver", "beneficiary"))),
        measures=maybe(tuple(_measure(dice) for _ in range(dice.choice((0, 0, 0, 1, 2))))),
        previous_benefit=maybe(dice.choice(("none", "none", "direct", "indirect"))),
        other_caregivers=maybe(() if dice.random() < 0.8 else (Caregiver("Ada", is_parent=yes(0.7)),)),
        service_hours=maybe(dice.choice(HOURS)),
        school_hours=maybe(dice.choice(HOURS)),
        direct_services=maybe(project, 0.4),
        respite=maybe(project, 0.4),
        possible_b1=yes(0.1),
    )


def _near(dice, on, low, high):
    return on + timedelta(dice.randint(low, high))


def _certificate(dice, on):
    pending = dice.random() < 0.15
    return Certificate(
        dice.choice(CERTIFICATES),
        recognised_on=dice.choice((None, _near(dice, on, -900, 3))),
        valid_to=dice.choice((None, None, on, _near(dice, on, -3, 400))),
        pending=pending,
        percent=dice.choice((None, 74, 99, 100)),
        receipt_on=dice.choice((None, _near(dice, on, -120, 0))) if pending else None,
    )


def _isee(dice, on):
    return Isee(
        dice.choice(ISEE_KINDS[:2] * 3 + ISEE_KINDS),
        dice.choice(VALUES),
        dice.choice((on.year, on.year, on.year, on.year - 1)),
        dice.choice((None, _near(dice, on, -200, 2))),
        dice.choice((None, on, date(on.year, 12, 31), date(on.year, 12, 31), _near(dice, on, -3, 3))),
        dice.random() < 0.1,
    )


def _measure(dice):
    return Measure(
        dice.choice(MEASURES), dice.choice((None, Decimal(100), Decimal(300), Decimal("300.01"))),
        dice.choice((None, 60, 61, 90, 91)), dice.choice((None, *HOURS)), dice.random() < 0.3,
    )  # fmt: skip
