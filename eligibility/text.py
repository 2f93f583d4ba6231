"""Words and figures in the two languages, and the source a rule stands on."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

_KEPT = 4096  # figures whose words are kept: ceilings, vouchers and limits come again with every case
_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


class Text:
    """One sentence or label, said in Italian and in English.

    Filled, joined and capitalised texts are put together only when somebody reads them: a simulation of a million cases
    makes many sentences and reads a few. A text never changes, and equal words are equal texts.
    """

    __slots__ = ("_en", "_it", "_later")

    def __init__(self, it: str, en: str) -> None:
        self._it, self._en, self._later = it, en, None

    @classmethod
    def later(cls, say: Callable[[str], str]) -> Text:
        """The text whose words in a language are `say(language)`, asked for once, when they are read."""
        text = cls.__new__(cls)
        text._it = text._en = None
        text._later = say
        return text

    @property
    def it(self) -> str:
        if self._it is None:
            self._it = self._later("it")
        return self._it

    @property
    def en(self) -> str:
        if self._en is None:
            self._en = self._later("en")
        return self._en

    def said(self, language: str | None) -> str:
        """The words in `language` ("it", "it-it", "en"…); English for a language we do not have."""
        if language == "it":  # as texts ask one another: the shortest way
            words = self._it
            return self.it if words is None else words
        return self.it if (language or "").lower().startswith("it") else self.en

    def fill(self, **values: Any) -> Text:
        """Put values in the {placeholders}; a Text value goes in with its own language."""

        def say(language: str) -> str:
            said = {k: v.said(language) if isinstance(v, Text) else v for k, v in values.items()}
            return self.said(language).format_map(said)

        return Text.later(say)

    def capital(self) -> Text:
        """The same words with a capital first letter, for the start of a sentence."""

        def say(language: str) -> str:
            words = self.said(language)
            return words[:1].upper() + words[1:]

        return Text.later(say)

    def __add__(self, other: Text) -> Text:
        return Text.later(lambda language: self.said(language) + other.said(language))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Text):
            return NotImplemented
        return self is other or (self.it == other.it and self.en == other.en)

    def __hash__(self) -> int:
        return hash((self.it, self.en))

    def __repr__(self) -> str:
        return f"Text(it={self.it!r}, en={self.en!r})"

    def __reduce__(self) -> tuple:
        return Text, (self.it, self.en)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule is written: the act, its article and a link a person can open. Empty string = not given."""

    act: str
    article: str = ""
    link: str = ""

    @property
    def citation(self) -> str:
        return f"{self.act}, {self.article}" if self.article else self.act


EMPTY = Text("", "")


@functools.lru_cache(_KEPT)
def number(amount: Decimal) -> Text:
    """1.142,60 in Italian, 1,142.60 in English; always two decimals, a true minus sign."""

    def say(language: str) -> str:
        sign = "−" if amount < 0 else ""
        return sign + _figure(amount, language)

    return Text.later(say)


@functools.lru_cache(_KEPT)
def euro(amount: Decimal) -> Text:
    """1.142,60 € in Italian, €1,142.60 in English."""

    def say(language: str) -> str:
        sign = "−" if amount < 0 else ""
        figure = _figure(amount, language)
        return f"{sign}{figure} €" if language == "it" else f"{sign}€{figure}"

    return Text.later(say)


def _figure(amount: Decimal, language: str) -> str:
    english = f"{abs(amount):,.2f}"
    return f"{english[:-3].replace(',', '.')},{english[-2:]}" if language == "it" else english


def short(figure: Decimal) -> Text:
    """12,5 in Italian, 12.5 in English; no useless zeros."""

    def say(language: str) -> str:
        plain = f"{figure:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return plain.replace(".", ",") if language == "it" else plain

    return Text.later(say)


COUNTED = {
    "accesses": (Text("{n} accesso", "{n} access"), Text("{n} accessi", "{n} accesses")),
    "hours": (Text("{n} ora", "{n} hour"), Text("{n} ore", "{n} hours")),
}


def counted(figure: Decimal, unit: str) -> Text:
    """100,00 € for "euro", 80 accessi for "accesses", 1 ora for "hours"."""
    if unit == "euro":
        return euro(figure)
    return COUNTED[unit][figure != 1].fill(n=short(figure))


@functools.lru_cache(_KEPT)
def day(on: date) -> Text:
    """20/11/2026 in Italian, 20 November 2026 in English."""
    return Text.later(
        lambda language: f"{on:%d/%m/%Y}" if language == "it" else f"{on.day} {_MONTHS[on.month - 1]} {on.year}"
    )


AND = Text(" e ", " and ")


def join(texts: tuple[Text, ...] | list[Text], last: Text = AND, between: str = ", ") -> Text:
    """a, b e c. The caller passes at least one text."""
    *first, final = texts
    if not first:
        return final

    def say(language: str) -> str:
        return between.join(t.said(language) for t in first) + last.said(language) + final.said(language)

    return Text.later(say)
