"""The ISEE within the limit of the person's class of age, of a kind that class accepts, valid on the day."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts, Isee, IseeKind
from eligibility.item import CENT, Ages, money
from eligibility.outcome import Finding
from eligibility.text import EMPTY, Text, day, euro, join

LABELS: dict[str, Text] = {
    "ordinario": Text("ordinario", "ordinary"),
    "sociosanitario": Text("sociosanitario", "sociosanitario"),
    "sociosanitario_ristretto": Text("sociosanitario ristretto", "restricted sociosanitario"),
    "minorenni": Text("minorenni", "minors’"),
    "corrente": Text("corrente", "current"),
}
OMISSIONS = Text(
    " L’attestazione ha omissioni o difformità: chiedi i documenti alla famiglia.",
    " The attestation has omissions or discrepancies: ask the family for the documents.",
)


WITHIN = Text("L’ISEE è {value}: è entro il limite di {limit}.", "The ISEE is {value}: within the limit of {limit}.")
OVER = Text(
    "L’ISEE è {value}: supera di {over} il limite di {limit}.",
    "The ISEE is {value}: over the limit of {limit} by {over}.",
)
NOT_UNDER = Text("L’ISEE è {value}: deve essere sotto {limit}.", "The ISEE is {value}: it must be under {limit}.")
WITH_OMISSIONS = Text(
    "L’attestazione ISEE ha omissioni o difformità: vale, ma chiedi i documenti alla famiglia.",
    "The ISEE attestation has omissions or discrepancies: it is valid, but ask the family for the documents.",
)


@dataclass(frozen=True, kw_only=True)
class AgeClass(Ages):
    """A class of applicants by age; `accepted[0]` is the kind we ask for."""

    label: Text
    accepted: tuple[IseeKind, ...]
    max: Decimal  # euros per year
    inclusive: bool

    def __post_init__(self) -> None:
        if not self.accepted:
            raise Misfit(("accepted",), "an empty list", ", ".join(LABELS))
        money(self.max, "max")
        super().__post_init__()

    @functools.cached_property
    def required(self) -> Text:
        upto = (
            Text("fino a {limit}", "up to {limit}") if self.inclusive else Text("meno di {limit}", "less than {limit}")
        )
        kind = Text("ISEE {kind}: ", "{kind} ISEE: ").fill(kind=LABELS[self.accepted[0]])
        return kind + upto.fill(limit=euro(self.max))

    @functools.cached_property
    def highest(self) -> Decimal:
        """The highest value that is still within the limit."""
        return self.max if self.inclusive else self.max - CENT


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["isee"]
    classes: tuple[AgeClass, ...]
    year: int | None = None  # the attestation must carry this year; None = any that is valid

    def __post_init__(self) -> None:
        super().__post_init__()
        expected: int | None = 0
        for i, age_class in enumerate(self.classes):
            if age_class.from_age != expected:
                allowed = (
                    "nothing after a class without under_age" if expected is None else f"{expected}: no gap, no overlap"
                )
                raise Misfit(("classes", i, "from_age"), str(age_class.from_age), allowed)
            expected = age_class.end
        if expected is not None:
            raise Misfit(("classes",), f"no class from {expected} years", "classes that cover every age")


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    age_class, isee = chosen(rule, facts, on)
    if age_class is None:
        return rule.unknown(
            "person.birth_date",
            Text("la data di nascita", "the date of birth"),
            required=join([c.required for c in rule.classes], Text("; ", "; "), "; "),
            reason=Text(
                "Manca la data di nascita: il limite dipende dall’età.",
                "The date of birth is missing: the limit depends on age.",
            ),
        )
    if isee is None:
        return _nothing_usable(rule, age_class, facts, on)
    note = OMISSIONS if isee.has_omissions else EMPTY
    values = {"value": euro(isee.value), "limit": euro(age_class.max), "over": euro(isee.value - age_class.highest)}
    met, reason = isee.value <= age_class.highest, WITHIN
    if not met:
        reason = OVER if age_class.inclusive else NOT_UNDER
    return rule.found(
        "met" if met else "not_met",
        required=age_class.required,
        found=euro(isee.value),
        reason=reason.fill(**values) + note,
        warnings=(WITH_OMISSIONS,) if isee.has_omissions else (),
    )


def _class_of(rule: Rule, facts: Facts, on: date) -> AgeClass | None:
    age = facts.age_on(on)
    if age is None:
        return None
    # Classes cover every age from 0; somebody not yet born on that day falls in the first.
    return next((c for c in rule.classes if c.end is None or age < c.end), None)


def _issued(isee: Isee, on: date) -> bool:
    return isee.issued_on is None or isee.issued_on <= on


def chosen(rule: Rule, facts: Facts, on: date) -> tuple[AgeClass | None, Isee | None]:
    """The class of the person and the attestation the rule looks at; None = not known, or none that can be used."""
    age_class = _class_of(rule, facts, on)
    return age_class, None if age_class is None else _chosen(rule, age_class, facts, on)


def value(rule: Rule, facts: Facts, on: date) -> Decimal | None:
    """The value the rule looks at (euros per year), for the tables of amounts; None = no usable attestation."""
    isee = chosen(rule, facts, rule.day(facts, on))[1]
    return None if isee is None else isee.value


def _chosen(rule: Rule, age_class: AgeClass, facts: Facts, on: date) -> Isee | None:
    """The most recent attestation of an accepted kind and year that is valid on the day."""
    best: Isee | None = None
    for one in facts.isee or ():
        if one.kind not in age_class.accepted or not _issued(one, on) or rule.year not in (None, one.year):
            continue
        if one.valid_to is not None and one.valid_to >= on and (best is None or _age_of(one) > _age_of(best)):
            best = one
    return best


def _age_of(isee: Isee) -> tuple[date, int]:
    return isee.issued_on or date.min, isee.year


def _nothing_usable(rule: Rule, age_class: AgeClass, facts: Facts, on: date) -> Finding:
    """Say what stands in the way: expired, not yet issued, without an end, of another kind, or nothing at all."""
    kind = LABELS[age_class.accepted[0]]
    datum = Text("un ISEE {kind} valido", "a valid {kind} ISEE")
    reason = Text("Manca l’ISEE {kind}.", "The {kind} ISEE is missing.")
    found, values = words.NOT_KNOWN, {"kind": kind}
    accepted = [i for i in facts.isee or () if i.kind in age_class.accepted]
    expired = [i.valid_to for i in accepted if i.valid_to is not None and i.valid_to < on]
    if expired:
        values["until"] = day(max(expired))
        found = Text("scaduto il {until}", "expired on {until}")
        reason = Text(
            "L’ISEE {kind} è scaduto il {until}: serve quello nuovo.",
            "The {kind} ISEE expired on {until}: a new one is needed.",
        )
    elif any(i.valid_to is None for i in accepted):
        datum = Text("la scadenza dell’ISEE", "the expiry date of the ISEE")
        reason = Text("Manca la data fino a cui vale l’ISEE.", "The date until which the ISEE is valid is missing.")
    elif (future := [i.issued_on for i in accepted if not _issued(i, on)]) and len(future) == len(accepted):
        values["from_day"] = day(min(future))
        reason = Text(
            "L’ISEE {kind} è stato rilasciato solo il {from_day}.", "The {kind} ISEE was issued only on {from_day}."
        )
    elif accepted:
        values["year"] = rule.year
        datum = Text("un ISEE {kind} del {year}", "a {kind} ISEE of {year}")
        found = Text("di un altro anno", "of another year")
        reason = Text("Serve l’ISEE {kind} del {year}.", "The {kind} ISEE of {year} is needed.")
    elif facts.isee:
        values["other"] = found = LABELS[facts.isee[0].kind]
        reason = Text("Serve l’ISEE {kind}. Questo è {other}.", "The {kind} ISEE is needed. This is the {other} one.")
    return rule.unknown(
        "isee",
        datum.fill(**values),
        required=age_class.required,
        reason=reason.fill(**values),
        found=found.fill(**values),
    )


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """The nearest ISEE on the other side of the limit; on both sides when none is usable yet."""
    age_class, current = chosen(rule, facts, on)
    if age_class is None:
        return []
    fresh = Isee(age_class.accepted[0], age_class.highest, rule.year or on.year, issued_on=on, valid_to=on)
    limit = euro(age_class.max)
    out = []
    if current is None or current.value > age_class.highest:
        label = (
            Text("ISEE fino a {limit}", "ISEE up to {limit}")
            if age_class.inclusive
            else Text("ISEE sotto {limit}", "ISEE under {limit}")
        )
        out.append((label.fill(limit=limit), replace(facts, isee=(fresh,))))
    if current is None or current.value <= age_class.highest:
        label = (
            Text("ISEE oltre {limit}", "ISEE over {limit}")
            if age_class.inclusive
            else Text("ISEE da {limit} in su", "ISEE of {limit} or more")
        )
        out.append((label.fill(limit=limit), replace(facts, isee=(replace(fresh, value=age_class.highest + CENT),))))
    return out
