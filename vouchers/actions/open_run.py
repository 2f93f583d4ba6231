"""Prepare the list of a month."""

from datetime import timedelta

import holidays
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from vouchers import ledger, run_rules
from vouchers.actions import _lines, _opening
from vouchers.models import PaymentRun
from vouchers.permissions import already_open, why_not_open
from vouchers.workflow import RunState

VALUE_DAY = 27  # of the month, or the working day before it
NOTHING_LEFT = _("Everything due up to this month is paid or in a list: a further list would be empty.")

AT_ONCE = _(
    "Another list with the same people is being prepared at this very moment: wait for it, then try again."
)
ONCE = ("paid_once_per_component_and_month", "one_line_per_revision_of_a_month")  # on one open list at a time


def value_date_of(month, *, not_before=None):
    """The day the bank is asked to pay for the month: never a weekend or a national holiday, nor ``not_before``."""
    day = _working_day(month.replace(day=VALUE_DAY), step=-1)
    return _working_day(not_before, step=1) if not_before and day < not_before else day


def _working_day(day, *, step):
    closed = holidays.country_holidays("IT", years={day.year, day.year + 1})
    while day.weekday() >= 5 or day in closed:
        day += timedelta(days=step)
    return day


def open_run(*, plan_office, month, by, at, value_date=None, sequence=1):
    """Run of ``month`` (its first day) with every line that is due. Returns it: a draft, or being prepared in the
    background where the people are more than ``_opening.AT_ONCE``.

    ``sequence`` 2, 3, …: a further list of the month, for who came back, was left out or became due since the one
    before was issued. Refused when it would be empty.

    Raises ``Refused`` when the month is already open, or when another list takes the same months at this instant: the
    database decides, so two people pressing at once get one run and one sentence.
    """
    sentence = why_not_open(by, month, at=at, sequence=sequence)
    if sentence or by.plan_office != plan_office:
        raise Refused(sentence or NOT_YOUR_ROLE)
    return _open(plan_office, month, by=by, at=at, value_date=value_date, sequence=sequence)


def open_by_itself(*, plan_office, on, at):
    """The draft whose day is ``on``, or None: nobody set this day, the month is open already, nobody is paid in it.
    A day that passed is never made up for (``run_rules.missed`` shows it). Nobody's name is written: the draft is
    the calendar's, and who locks it is who prepared it."""
    month = run_rules.to_open(plan_office, on=on)
    if month is None:
        return None
    try:
        return _open(plan_office, month, by=None, at=at)
    except Refused:  # somebody opened it at this very instant
        return None


def _open(plan_office, month, *, by, at, value_date=None, sequence=1):
    try:
        with transaction.atomic():
            people = ledger.people_of(plan_office, month)
            in_pieces = len(people) > _opening.AT_ONCE
            run = PaymentRun.objects.create(
                plan_office=plan_office,
                month=month,
                sequence=sequence,
                state=RunState.OPENING if in_pieces else RunState.DRAFT,
                value_date=value_date or value_date_of(month),
                opened_at=at,
                opened_by=by,
            )
            if in_pieces:
                run.job = _opening.start(run, people, by=by, at=at)
                run.save(update_fields=["job"])
                return run
            _lines.sync(run)
            if _opening.is_needless(run):
                raise Refused(NOTHING_LEFT)
            return run
    except IntegrityError as error:
        there = (
            PaymentRun.objects.select_related("opened_by")
            .filter(plan_office=plan_office, month=month, sequence=sequence)
            .first()
        )
        if there is None and not any(name in str(error) for name in ONCE):
            raise
        raise Refused(already_open(there) if there else AT_ONCE) from error
