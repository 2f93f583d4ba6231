"""What every item of a rule set has: a code, its words in two languages, its sources, and the checks they share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eligibility.canonical import Misfit
from eligibility.text import Source, Text

CENT = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Item:
    code: str
    label: Text
    sentence: Text
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words and sources of something there is only one of."""

    label: Text
    sentence: Text
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ages:
    """Completed years: `from_age` counts, `to_age` counts too, `under_age` does not. At most one of the last two."""

    from_age: int = 0
    under_age: int | None = None
    to_age: int | None = None

    def __post_init__(self) -> None:
        if self.under_age is not None and self.to_age is not None:
            raise Misfit(("to_age",), str(self.to_age), "only one of under_age (not included) and to_age (included)")
        if self.under_age is not None and self.under_age <= self.from_age:
            raise Misfit(("under_age",), str(self.under_age), f"more than from_age, which is {self.from_age}")
        if self.to_age is not None and self.to_age < self.from_age:
            raise Misfit(("to_age",), str(self.to_age), f"from_age or more, which is {self.from_age}")

    @property
    def end(self) -> int | None:
        """The first age that is out, however it was written; None = no upper limit."""
        return self.under_age if self.to_age is None else self.to_age + 1

    def hold(self, age: int) -> bool:
        return self.from_age <= age and (self.end is None or age < self.end)

    @property
    def everybody(self) -> bool:
        return self.from_age == 0 and self.end is None

    def said(self) -> Text:
        if self.end is None:
            return Text("almeno {low} anni", "of {low} years or more").fill(low=self.from_age)
        if self.from_age == 0:
            return Text("meno di {high} anni", "under {high}").fill(high=self.end)
        return Text("da {low} a {last} anni", "from {low} to {last} years old").fill(
            low=self.from_age, last=self.end - 1
        )


def unique_codes(items: tuple, key: str) -> None:
    seen: set[str] = set()
    for i, item in enumerate(items):
        if item.code in seen:
            raise Misfit((key, i, "code"), f'"{item.code}" again', "a code used once")
        seen.add(item.code)


def money(value: Decimal | None, key: str = "value") -> None:
    """Raises Misfit when a sum is given that is not above zero or is finer than a cent."""
    if value is not None and (value <= 0 or value != value.quantize(CENT)):
        raise Misfit((key,), str(value), "more than zero, with at most two decimals")


def percent(value: Decimal, key: str = "percent") -> None:
    if not 0 < value <= 100:
        raise Misfit((key,), str(value), "more than zero and at most 100")


def named_figure(of: str, figure: str, label: Text | None) -> None:
    """Raises Misfit unless a figure that the call names has its code and its words, and only such a one has them."""
    if (of == "figure") != bool(figure) or bool(figure) != (label is not None):
        said = f'figure = "{figure}"' if figure else "no figure"
        found = f"{said} {'with' if label is not None else 'without'} figure_label"
        raise Misfit(("figure",), found, 'figure and figure_label with "figure", and only with it')


def at_least(value: int | Decimal | None, low: int, key: str) -> None:
    if value is not None and value < low:
        raise Misfit((key,), str(value), f"{low} or more")


def in_order(start: date | None, end: date | None, key: str) -> None:
    """Raises Misfit when the end comes before the start."""
    if start is not None and end is not None and end < start:
        raise Misfit((key,), end.isoformat(), f"{start.isoformat()} or later")
