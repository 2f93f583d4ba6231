"""Money and dates as people read them, in the language in use.

It lives in the lowest Django package because sentences with an amount or a date are written by every
package above; templates reach the same functions as filters through `{% load b2 %}`.
Nothing here reads the clock: `today` is always an argument.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

NOTHING = "–"
MINUS = "−"  # the real minus sign: it does not break and is as wide as a plus
NBSP = "\u00a0"


def _english() -> bool:
    return (get_language() or "it").startswith("en")


def number(value: Decimal | int | None, places: int = 0) -> str:
    """1234 → 1.234 (it) or 1,234 (en); None → a dash."""
    if value is None or value == "":
        return NOTHING
    text = f"{abs(Decimal(value)):,.{places}f}"
    if not _english():
        text = text.translate(str.maketrans(",.", ".,"))
    return (MINUS if Decimal(value) < 0 else "") + text


def amount(value: Decimal | None) -> str:
    """1142.60 → 1.142,60: for columns whose header already says euro."""
    return number(value, 2)


def euro(value: Decimal | None) -> str:
    """1142.60 → 1.142,60 € (it) or €1,142.60 (en); None → a dash, because unknown is not zero."""
    if value is None or value == "":
        return NOTHING
    text = number(value, 2)
    if not _english():
        return f"{text}{NBSP}€"
    return f"{MINUS}€{text[1:]}" if text.startswith(MINUS) else f"€{text}"


def signed_euro(value: Decimal | None) -> str:
    """A difference: the plus is written too."""
    return ("+" if value and value > 0 else "") + euro(value)


def _date(value: date | datetime) -> date:
    """The day it is in Rome at that moment; a plain date is already one."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def day(value: date | None) -> str:
    """20/11/2026, for tables."""
    return f"{_date(value):%d/%m/%Y}" if value else NOTHING


def dated(act: str, on: date | None) -> str:
    """An act with its day: "Determinazione n. 31 del 23/07/2026"; as it is where its words say the day already."""
    if on is None or any(said in act for said in (day(on), day_words(on, "long"))):
        return act
    return gettext("%(act)s of %(day)s") % {"act": act, "day": day(on)}


def moment(value: datetime | None) -> str:
    """20/11/2026, 8:40, for what happened at a time."""
    if not value:
        return NOTHING
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{local:%d/%m/%Y}, {local.hour}:{local:%M}"


def day_words(value: date | None, how: str = "") -> str:
    """ven 20 novembre, for lists; how="year" adds the year, how="long" says 1° giugno 2026 as in a letter."""
    if not value:
        return NOTHING
    found = _date(value)
    month = date_format(found, "F") if _english() else date_format(found, "F").lower()
    first = found.day == 1 and not _english()
    number_of_day = "1°" if first else str(found.day)
    if how == "long":
        return f"{number_of_day} {month} {found.year}"
    weekday = date_format(found, "D") if _english() else date_format(found, "D").lower()
    return f"{weekday} {number_of_day} {month}" + (f" {found.year}" if how == "year" else "")


def month_words(value: date | None) -> str:
    """novembre 2026"""
    if not value:
        return NOTHING
    name = date_format(_date(value), "F")
    return f"{name if _english() else name.lower()} {value.year}"


def distance(value: date | None, today: date) -> str:
    """How far a due date is: in ritardo di 5 giorni, oggi, domani, tra 2 giorni."""
    if not value:
        return ""
    days = (_date(value) - today).days
    if days < 0:
        return ngettext("%(days)s day overdue", "%(days)s days overdue", -days) % {"days": -days}
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def expiry(value: date | None, today: date) -> str:
    """How long a document is still good: scade tra 43 giorni, scade oggi, scaduto da 3 giorni."""
    if not value:
        return gettext("no expiry date")
    days = (_date(value) - today).days
    if days < 0:
        return ngettext("expired %(days)s day ago", "expired %(days)s days ago", -days) % {"days": -days}
    if days == 0:
        return gettext("expires today")
    return ngettext("expires in %(days)s day", "expires in %(days)s days", days) % {"days": days}


def since(value: date | None, today: date) -> str:
    """How long we have been waiting: da oggi, da 6 giorni."""
    if not value:
        return ""
    days = (today - _date(value)).days
    if days <= 0:
        return gettext("since today")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days}


def masked_tax_code(value: str | None) -> str:
    """RSS***…205X: enough to recognise, not enough to copy."""
    return f"{value[:3]}***…{value[-4:]}" if value and len(value) > 7 else ("***" if value else NOTHING)


def masked_iban(value: str | None) -> str:
    """…4417: the last four, as on the letters."""
    return f"…{value[-4:]}" if value else NOTHING
