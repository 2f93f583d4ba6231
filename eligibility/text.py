"""Words and figures in the two languages, and the source a rule stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

LANGUAGES = ("it", "en")
_MONTHS = ("January", "February", "March", "April", "May", "June",
           "July", "August", "September", "October", "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label, said in Italian and in English."""

    it: str
    en: str

    def said(self, language: str | None) -> str:
        """The words in `language` ("it", "it-it", "en"…); English for a language we do not have."""
        return self.it if (language or "").lower().startswith("it") else self.en

    def fill(self, **values: Any) -> Text:
        """Put values in the {placeholders}; a Text value goes in with its own language."""
        return Text(
            **{
                language: getattr(self, language).format(
                    **{k: v.said(language) if isinstance(v, Text) else v for k, v in values.items()}
                )
                for language in LANGUAGES
            }
        )

    def capital(self) -> Text:
        """The same words with a capital first letter, for the start of a sentence."""
        return Text(self.it[:1].upper() + self.it[1:], self.en[:1].upper() + self.en[1:])

    def __add__(self, other: Text) -> Text:
        return Text(self.it + other.it, self.en + other.en)


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


def number(amount: Decimal) -> Text:
    """1.142,60 in Italian, 1,142.60 in English; always two decimals, a true minus sign."""
    english = f"{abs(amount):,.2f}"
    sign = "−" if amount < 0 else ""
    italian = english.translate(str.maketrans(",.", ".,"))
    return Text(sign + italian, sign + english)


def euro(amount: Decimal) -> Text:
    """1.142,60 € in Italian, €1,142.60 in English."""
    figure = number(abs(amount))
    sign = "−" if amount < 0 else ""
    return Text(f"{sign}{figure.it} €", f"{sign}€{figure.en}")


def day(on: date) -> Text:
    """20/11/2026 in Italian, 20 November 2026 in English."""
    return Text(f"{on:%d/%m/%Y}", f"{on.day} {_MONTHS[on.month - 1]} {on.year}")


def join(texts: tuple[Text, ...] | list[Text], last: Text = Text(" e ", " and ")) -> Text:
    """a, b e c. The caller passes at least one text."""
    *first, final = texts
    if not first:
        return final
    return Text(
        ", ".join(t.it for t in first) + last.it + final.it, ", ".join(t.en for t in first) + last.en + final.en
    )
