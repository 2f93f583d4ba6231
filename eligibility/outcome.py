"""What the engine answers: the explanation is the result. The screen, the notice and the letter render this object."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility import canonical
from eligibility.text import Source, Text, counted

Verdict = Literal["met", "not_met", "unknown"]
Due = Literal["due", "not_due", "unknown"]
Answer = Literal["entitled", "not_entitled", "unknown"]
Stage = Literal["application", "award", "month"]
Per = Literal["month", "year", "project"]
Unit = Literal["euro", "accesses", "hours"]  # what a support is counted in

THE_PERSON = Text("La persona", "The person")
PERIODS = {
    "month": Text("{sum} al mese", "{sum} a month"),
    "year": Text("{sum} all’anno", "{sum} a year"),
    "project": Text("{sum} una volta sola", "{sum} once"),
}
IN_ALL = Text("{sum} in tutto", "{sum} in all")  # a number of services that is not for a month or a year


@dataclass(frozen=True, slots=True)
class Missing:
    """A datum nobody has given yet. `field` is its path in the facts ("person.birth_date", "isee")."""

    field: str
    label: Text


@dataclass(frozen=True, slots=True)
class Reserve:
    """Met for now, on a condition: what must still happen, on which datum, and until when (None = no term stated)."""

    field: str
    reason: Text
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something to look at that decides nothing: omissions in an ISEE, a possible B1."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement: what the rule asks, what was found, whether it is met, and why.

    `stage` is the first moment at which it must hold. With a `reserve` it is met on a condition.
    """

    code: str
    label: Text
    rule: Text  # the requirement in one plain sentence, from the rule set
    required: Text  # the same in a few words, for a table
    found: Text
    verdict: Verdict
    reason: Text
    sources: tuple[Source, ...] = ()
    missing: tuple[Missing, ...] = ()
    stage: Stage = "application"
    reserve: tuple[Reserve, ...] = ()
    warnings: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the arithmetic. `result` says what the step did; `amount`: the sum after it, in its unit."""

    code: str
    label: Text
    datum: Text
    result: Text
    source: Source | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class InterventionFinding:
    """One support. While the right itself is unknown, "due" reads: due if the right is confirmed."""

    code: str
    label: Text
    rule: Text
    verdict: Due
    reason: Text
    sources: tuple[Source, ...] = ()
    amount: Decimal | None = None  # €, for the period `per`; only when due; 0 for services
    steps: tuple[Step, ...] = ()
    conditions: tuple[Finding, ...] = ()
    missing: tuple[Missing, ...] = ()
    per: Per = "month"
    unit: Unit = "euro"
    quantity: Decimal | None = None  # services for the period `per`; only when due

    @property
    def given(self) -> Text:
        """What is due in words: 100,00 € al mese, 80 accessi in tutto. Asked only of what is due."""
        if self.quantity is None:
            return PERIODS[self.per].fill(sum=counted(self.amount, "euro"))
        said = counted(self.quantity, self.unit)
        return (IN_ALL if self.per == "project" else PERIODS[self.per]).fill(sum=said)

    @property
    def is_monthly_money(self) -> bool:
        """Paid every month: what is due by the year, for a project or in services is not."""
        return self.per == "month" and self.unit == "euro"


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many accesses or hours of a support."""

    code: str
    number: Decimal
    unit: Literal["accesses", "hours"]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One row of the table "How much?": one step across the due interventions; a None cell = not a step of that one."""

    code: str
    label: Text
    datum: Text
    cells: tuple[Step | None, ...]
    source: Source | None


@dataclass(frozen=True, slots=True)
class Outcome:
    on: date
    verdict: Answer
    criteria: tuple[Finding, ...]
    interventions: tuple[InterventionFinding, ...]
    monthly_total: Decimal | None  # None while something it depends on is not known
    missing: tuple[Missing, ...]
    in_short: Text  # two or three sentences; {name} stands for the person
    ruleset_name: str
    ruleset_hash: str
    line: str | None = None  # code of the target group, when the call has any and it is known
    line_label: Text | None = None
    reserve: tuple[Reserve, ...] = ()
    warnings: tuple[Warning, ...] = ()
    starts_on: date | None = None  # benefit period of the call, None = not stated
    ends_on: date | None = None  # last day, included
    pays_every: int | None = None  # months per payment

    @property
    def due(self) -> tuple[InterventionFinding, ...]:
        return tuple(i for i in self.interventions if i.verdict == "due")

    @property
    def expected_total(self) -> Decimal:
        """The sum of the interventions due so far: an estimate while the verdict is not known (€ per month)."""
        return self._due_per("month")

    @property
    def yearly_total(self) -> Decimal:
        """What is due by the year, beside the monthly total: an estimate while the verdict is not known (€)."""
        return self._due_per("year")

    @property
    def project_total(self) -> Decimal:
        """What is due once, for a project or a stay (€)."""
        return self._due_per("project")

    @property
    def monthly(self) -> tuple[InterventionFinding, ...]:
        """The supports due that are paid every month: those the monthly total is made of."""
        return tuple(i for i in self.due if i.is_monthly_money)

    @property
    def beside(self) -> tuple[InterventionFinding, ...]:
        """The supports due that no monthly payment pays: by the year, for a project, or services."""
        return tuple(i for i in self.due if not i.is_monthly_money)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The services due, each with its number; an estimate while the verdict is not known."""
        return tuple(Quantity(i.code, i.quantity, i.unit) for i in self.due if i.quantity is not None)

    def _due_per(self, per: str) -> Decimal:
        return sum((i.amount for i in self.due if i.per == per), Decimal("0.00"))

    @property
    def with_reserve(self) -> bool:
        """Admitted, and something must still be confirmed or renounced."""
        return self.verdict == "entitled" and bool(self.reserve)

    @property
    def met_count(self) -> int:
        return sum(c.verdict == "met" for c in self.criteria)

    @property
    def ready_for_award(self) -> bool:
        """Entitled, every requirement met (those of the award too, such as the approved plan), amount known."""
        return (
            self.verdict == "entitled"
            and not self.reserve
            and self.monthly_total is not None
            and any(self.due)
            and self.met_count == len(self.criteria)
        )

    @property
    def sentence(self) -> Text:
        return self.sentence_for(None)

    def sentence_for(self, name: str | None) -> Text:
        """The text "In short" with the person's name; without one it says "La persona" / "The person"."""
        said = THE_PERSON if not name else Text(name, name)
        return Text.later(lambda language: self.in_short.said(language).replace("{name}", said.said(language)))

    @property
    def step_rows(self) -> tuple[StepRow, ...]:
        """The steps of the due interventions side by side, in the order in which they apply."""
        rows: list[StepRow] = []
        columns = [{step.code: step for step in i.steps} for i in self.due]
        for column in columns:
            place = 0
            for code, step in column.items():
                known = [row.code for row in rows]
                if code in known:
                    place = known.index(code) + 1
                    continue
                cells = tuple(other.get(code) for other in columns)
                rows.insert(place, StepRow(code, step.label, step.datum, cells, step.source))
                place += 1
        return tuple(rows)

    def to_json(self) -> str:
        return canonical.dumps(self)

    @classmethod
    def from_json(cls, text: str | dict) -> Outcome:
        return canonical.loads(cls, text)

    @classmethod
    def amounts_from_json(cls, text: str) -> Outcome:
        """What was granted, without criteria, steps and conditions: for who reads thousands of outcomes."""
        data = json.loads(text) | {"criteria": []}
        data["interventions"] = [one | {"steps": [], "conditions": []} for one in data["interventions"]]
        return canonical.read(cls, data)
