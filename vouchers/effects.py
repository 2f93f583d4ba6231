"""What a fact would do to the money of a case, month by month, before it is saved. Nothing is written here."""

from collections import defaultdict
from datetime import timedelta
from types import SimpleNamespace

from django.db import transaction

from accounts.refusal import Refused
from applications import panels
from eligibility import calendar
from vouchers import knowledge, ledger, new_amount
from vouchers.knowledge import NOTHING
from vouchers.ledger import MonthEffect

AHEAD = 2  # months after today
DAYS = 31


def of_end(application, first_day, *, on):
    """[MonthEffect] if nothing is due from ``first_day`` on, from its month to two months after ``on``."""
    until = _until(first_day, on)
    now, then = knowledge.of_case(application), knowledge.of_case(application)
    for life in then.lives:
        if life.award.ended_at is None:
            life.award.ends_on = min(life.award.ends_on, first_day - timedelta(days=1))
    return _between(now, ledger.by_month(now, until), ledger.by_month(then, until), first_day)


def of_death(application, died_on, *, on):
    """The same, if the person died on the day ``died_on``: by the rules of the call."""
    until = _until(died_on, on)
    now, then = knowledge.of_case(application), knowledge.of_case(application)
    for life in then.lives:
        life.award.application.person.died_on = died_on
    return _between(now, ledger.by_month(now, until), ledger.by_month(then, until), died_on)


def of_report(application, month, reported, *, on):
    """The same for the one ``month``, if ``reported`` (expenses.Reported) were what the family spent in it."""
    now, then = knowledge.of_case(application), knowledge.of_case(application, reported=(month, reported))
    rows = _between(now, ledger.by_month(now, month), ledger.by_month(then, month), month)
    return [row for row in rows if row.month == month]


def of_reopening(application, award, until, *, on):
    """The same, if an award that ended ran on to the day ``until``."""
    last = min(until, _until(award.ends_on, on))
    now, then = knowledge.of_case(application), knowledge.of_case(application)
    for life in then.lives:
        if life.award.pk == award.pk:
            life.award.ends_on = until
    return _between(now, ledger.by_month(now, last), ledger.by_month(then, last), award.ends_on)


def of_amount(application, from_day, *, on):
    """([MonthEffect], Outcome or None) if the amount were decided again from the month of ``from_day``, by what is
    written now."""
    award = application.awards.filter(ended_at__isnull=True).first()
    if award is None:
        return [], None
    month = max(new_amount.first_month(from_day), award.starts_on.replace(day=1))
    outcome, rows = new_amount.rows(application, award, month)
    until = min(_until(from_day, on), award.ends_on)
    now, then = knowledge.of_case(application), knowledge.of_case(application)
    before, after = ledger.by_month(now, until), defaultdict(lambda: NOTHING)
    life = next(one for one in then.lives if one.award.pk == award.pk)
    for row in rows:
        if row.component is not None:
            change = SimpleNamespace(from_month=month, monthly_amount=row.after)
            life.changes = {
                **life.changes,
                row.component.pk: [*life.changes.get(row.component.pk, ()), change],
            }
    after.update(ledger.by_month(then, until))
    for row in rows:
        if row.component is None:
            for one in ledger.months(month, until):
                days = calendar.days_due(life.periods, one)
                after[one] += calendar.prorated(life.rules.calendar, row.after, days, one)
    return _between(now, before, after, month), outcome


@panels.effect
def of_change(application, change, *, from_day, on):
    """The effect of ``change()``, which writes a fact and is undone, and its reason in words (a Text): (None, "") when
    nothing is paid or it is refused."""
    found, why = None, ""
    with transaction.atomic():
        try:
            change()
            fresh = type(application).objects.with_people().get(pk=application.pk)
            if not fresh.person.died_on:
                found, outcome = of_amount(fresh, from_day, on=on)
                why = outcome.sentence_for(fresh.person.first_name) if outcome else ""
        except Refused:
            found, why = None, ""
        transaction.set_rollback(True)
    return found, why


@panels.death_effect
def of_recorded_death(application, died_on, *, on):
    """What a death would do to the months, before it is recorded."""
    return of_death(application, died_on, on=on)


def _until(first_day, on):
    return max(on, first_day) + timedelta(days=DAYS * AHEAD)


def _between(now, before, after, first_day):
    """The months from that of ``first_day`` on that change, and the others up to there that do not."""
    booked = defaultdict(lambda: NOTHING)
    for (_person, _code, month), amount in now.booked.items():
        booked[month] += amount
    months = sorted({*before, *after})
    return [
        MonthEffect(month, before.get(month, NOTHING), after.get(month, NOTHING), booked[month])
        for month in months
        if month >= first_day.replace(day=1) or before.get(month) != after.get(month)
    ]
