"""What the pages of the money rules of a call show: what the call says, what an act decided, what holds."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.formats import euro
from applications.facts import rules_of
from eligibility.text import Text
from vouchers import knowledge, ledger
from vouchers.knowledge import NOTHING
from vouchers.models import Award, MoneyRules
from vouchers.rules import paid_by

FIELDS = (
    "proration", "whole_month_days", "day_of_death_due", "hospital_days", "respite_days", "respite_days_minors",
    "discharge_after", "recovery", "recovery_percent", "after_report", "carry_over", "report_days", "payer",
    "draft_day", "third_signature_from", "change_percent",
)  # fmt: skip
_STATED = {"proration", "whole_month_days", "day_of_death_due", "recovery"}  # of the calendar of a call
_REPORTS = {"after_report", "carry_over"}  # of its payment
# what only a call says: (name, label, source)
_OF_THE_CALL = (
    ("recovery_least", _lazy("Sums to come back under this are not asked back"), "calendar"),
    ("sabbatical_months", _lazy("Months that may stay without an expense report"), "payment"),
)
MOST_AWARDS = 1000  # beyond them the effect is told by the next list


@dataclass(frozen=True)
class Rule:
    """One parameter: its label, what the call says (empty: nothing), the act in force, what is proposed."""

    label: str
    stated: str
    decided: str
    proposed: str = ""
    differs: bool = False


def said(row, name):
    """The value of a field in words; empty when the act leaves it open."""
    value = getattr(row, name) if row is not None else None
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return euro(value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display()) if display else str(value)


def rules_shown(call, decided, proposed=None):
    """[Rule] of every parameter. ``decided``: the MoneyRules in force or None; ``proposed``: one not saved yet."""
    rules, found = rules_of(call.rule_set), []
    for name in FIELDS:
        stated = ""
        source = rules.calendar if name in _STATED else rules.payment if name in _REPORTS else None
        value = getattr(source, name, None) if source is not None else None
        if value is not None:
            stated = said(MoneyRules(**{name: value}), name)
        before, after = said(decided, name), said(proposed, name) if proposed is not None else ""
        found.append(
            Rule(
                str(MoneyRules._meta.get_field(name).verbose_name),
                stated,
                before,
                after,
                proposed is not None and before != after,
            )
        )
    for name, label, part in _OF_THE_CALL:
        value = getattr(getattr(rules, part), name, None)
        if value is not None:
            shown = euro(value) if isinstance(value, Decimal) else str(value)
            found.append(Rule(str(label), shown, ""))
    return found


def absences(call):
    """[(reason, sentence)] of the days away the call itself rules, which no act changes."""
    calendar = rules_of(call.rule_set).calendar
    stated = calendar.absences if calendar else ()
    return [(_text(one.label), _text(one.sentence)) for one in stated]


def _text(text):
    return text.said(get_language() or "it") if isinstance(text, Text) else str(text)


@dataclass(frozen=True)
class Effect:
    """On months already booked: cases that change, euro of arrears and euro to recover."""

    cases: int
    arrears: Decimal
    undue: Decimal


def effect(call, proposed):
    """The Effect of ``proposed`` (MoneyRules not saved); None when the awards of the call are too many to read here."""
    awards = Award.objects.filter(application__call=call)
    if awards.count() > MOST_AWARDS:
        return None
    known = knowledge.of_awards(awards)
    now = _owed(known)
    known.read_reports()
    cache = {}
    for life in known.lives:
        key = life.award.determination.rule_set_id
        if key not in cache:
            cache[key] = paid_by(life.award.determination.rule_set, proposed, call.benefit_from)
        life.rules = cache[key]
        life.__dict__.pop("last_day", None)
        life.__dict__.pop("periods", None)
    then = _owed(known)
    cases, arrears, undue = set(), NOTHING, NOTHING
    for key, before in now.items():
        difference = then.get(key, NOTHING) - before
        if difference:
            cases.add(key[0])
            arrears += max(difference, NOTHING)
            undue += max(-difference, NOTHING)
    return Effect(len(cases), arrears, undue)


def _owed(known):
    """{(person, code, month): euro due} of the months booked already."""
    found = {}
    last = max((month for _p, _c, month in known.booked), default=None)
    if last is None:
        return found
    for person, lives in known.people().items():
        for (code, month), (due, _one) in ledger.due_by_month(lives, until=last).items():
            if known.booked.get((person, code, month)):
                found[person, code, month] = due
    return found
