"""Other public measures: incompatible, compatible, or compatible up to days, hours or a sum; "I will renounce it"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Facts, Measure
from eligibility.item import Ages, Item, at_least
from eligibility.outcome import Finding, Reserve
from eligibility.text import Text, euro, join, short

Limit = tuple[str, Decimal | int, Text]
REQUIRED = Text("nessuna misura incompatibile", "no incompatible measure")
DATUM = Text("le altre misure che la persona riceve", "the other measures the person receives")
NONE = Text("nessuna", "none")
LIMITS = {
    "days_per_year": Text("fino a {limit} giorni all’anno", "up to {limit} days a year"),
    "weekly_hours": Text("fino a {limit} ore a settimana", "up to {limit} hours a week"),
    "monthly_amount": Text("fino a {limit} al mese", "up to {limit} a month"),
}
MISSING = {
    "days_per_year": Text("i giorni all’anno di {label}", "the days a year of {label}"),
    "weekly_hours": Text("le ore a settimana di {label}", "the weekly hours of {label}"),
    "monthly_amount": Text("l’importo mensile di {label}", "the monthly sum of {label}"),
}


@dataclass(frozen=True, kw_only=True)
class Treatment(Item, Ages):
    """How one measure goes with this one, for people of these ages. The limits are included."""

    how: Literal["incompatible", "compatible", "compatible_up_to"]
    max_days_per_year: int | None = None
    max_weekly_hours: Decimal | None = None
    max_monthly_amount: Decimal | None = None  # euros

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("max_days_per_year", "max_weekly_hours", "max_monthly_amount"):
            at_least(getattr(self, name), 0, name)
        if bool(self.limits()) != (self.how == "compatible_up_to"):
            limits = ", ".join(f"max_{name}" for name, _, _ in self.limits()) or "no limit"
            names = "max_days_per_year, max_weekly_hours, max_monthly_amount"
            allowed = f'a limit with "compatible_up_to" and only there: {names}'
            raise Misfit(("how",), f'"{self.how}" with {limits}', allowed)

    def limits(self) -> list[Limit]:
        named = {
            "days_per_year": self.max_days_per_year,
            "weekly_hours": self.max_weekly_hours,
            "monthly_amount": self.max_monthly_amount,
        }
        return [(name, value, LIMITS[name]) for name, value in named.items() if value is not None]


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["measures"]
    measures: tuple[Treatment, ...]
    renounce: bool = True  # whoever will renounce an incompatible measure is admitted with reserve
    unlisted: Literal["unknown", "compatible", "incompatible"] = "unknown"  # a measure the call does not speak of

    def __post_init__(self) -> None:
        super().__post_init__()
        seen: list[Treatment] = []
        for i, one in enumerate(self.measures):
            for other in seen:
                apart = (one.end is not None and one.end <= other.from_age) or (
                    other.end is not None and other.end <= one.from_age
                )
                if one.code == other.code and not apart:
                    raise Misfit(("measures", i, "code"), f'"{one.code}" again', "a code once for each age")
            seen.append(one)


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    held = facts.held_measures()
    if held is None:
        reason = Text(
            "Non sappiamo ancora quali altre misure riceve.", "We do not know yet which other measures there are."
        )
        return rule.unknown("other_measures", DATUM, required=REQUIRED, reason=reason)
    against: list[Text] = []
    unknown: list[tuple[str, Text]] = []
    reserves: list[Reserve] = []
    for measure in held:
        _look(rule, measure, facts.age_on(on), against, unknown, reserves)
    found = join([_label(rule, m.code) for m in held]) if held else NONE
    if against:
        return rule.found("not_met", required=REQUIRED, found=found, reason=join(against, Text(" ", " ")))
    if unknown:
        field, datum = unknown[0]
        reason = Text("Manca: {datum}.", "Missing: {datum}.").fill(datum=datum)
        return rule.unknown(field, datum, required=REQUIRED, reason=reason, found=found)
    reason = Text("Nessuna misura incompatibile.", "No incompatible measure.")
    if reserves:
        reason = join([one.reason for one in reserves], Text(" ", " "))
    return rule.found("met", required=REQUIRED, found=found, reason=reason, reserve=tuple(reserves))


def _look(rule: Rule, measure: Measure, age: int | None, against: list, unknown: list, reserves: list) -> None:
    mine = [one for one in rule.measures if one.code == measure.code]
    label = _label(rule, measure.code)
    if age is None and not all(one.everybody for one in mine):
        unknown.append(("person.birth_date", words.BIRTH_DATE))
        return
    treatment = next((one for one in mine if one.everybody or one.hold(age)), None)
    if treatment is None and rule.unlisted == "unknown":
        unknown.append(
            ("other_measures", Text("se {label} è compatibile", "whether {label} is compatible").fill(label=label))
        )
    how = rule.unlisted if treatment is None else treatment.how
    if how == "incompatible":
        if measure.renounces and rule.renounce:
            reason = Text(
                "Ammesso con riserva: deve rinunciare a {label}.", "Admitted with reserve: {label} must be renounced."
            )
            reserves.append(Reserve("measures", reason.fill(label=label)))
            return
        against.append(
            Text("{label} non è compatibile: bisogna rinunciarvi.", "{label} is not compatible: it must be renounced.")
            .fill(label=label)
        )  # fmt: skip
    elif how == "compatible_up_to":
        for name, limit, sentence in treatment.limits():
            value = getattr(measure, name)
            if value is None:
                unknown.append(("measures", MISSING[name].fill(label=label)))
            elif value > limit:
                said = sentence.fill(limit=euro(limit) if name == "monthly_amount" else short(Decimal(limit)))
                against.append(
                    Text("{label}: è compatibile solo {said}.", "{label}: compatible only {said}.")
                    .fill(label=label, said=said)
                )  # fmt: skip


def _label(rule: Rule, code: str) -> Text:
    return next((one.label for one in rule.measures if one.code == code), Text(code, code))


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """Each measure held, renounced; none at all when nobody has asked; each incompatible one that could come."""
    held = facts.held_measures()
    if held is None:
        label = Text("Nessun’altra misura", "No other measure")
        return [(label, replace(facts, other_measures=()))]
    out = []
    for gone in held:
        kept = tuple(m for m in held if m != gone)
        label = Text("Rinuncia a: {label}", "Renouncing: {label}").fill(label=_label(rule, gone.code))
        out.append((label, replace(facts, other_measures=(), measures=kept)))
    codes = {m.code for m in held}
    for one in rule.measures:
        if one.how == "incompatible" and one.code not in codes:
            label = Text("Arriva: {label}", "Receiving: {label}").fill(label=one.label)
            out.append((label, replace(facts, measures=(*held, Measure(one.code)), other_measures=())))
    return out
