"""Prepare the list of a month."""

from datetime import timedelta

import holidays
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from vouchers import run_rules
from vouchers.actions import _lines
from vouchers.models import PaymentRun
from vouchers.permissions import already_open, why_not_open

VALUE_DAY = 27  # of the month, or the working day before it


def value_date_of(month):
    """The day the bank is asked to pay for the month: never a weekend or a national holiday."""
    day = month.replace(day=VALUE_DAY)
    closed = holidays.country_holidays("IT", years=day.year)
    while day.weekday() >= 5 or day in closed:
        day -= timedelta(days=1)
    return day


def open_run(*, plan_office, month, by, at, value_date=None):
    """Draft run of ``month`` (its first day) with every line that is due. Returns the run.

    Raises ``Refused`` when the month is already open: the database decides, so two people pressing at once
    get
    one run and one sentence.
    """
    sentence = why_not_open(by, month, at=at)
    if sentence or by.plan_office != plan_office:
        raise Refused(sentence or NOT_YOUR_ROLE)
    return _open(plan_office, month, by=by, at=at, value_date=value_date)


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


def _open(plan_office, month, *, by, at, value_date=None):
    try:
        with transaction.atomic():
            run = PaymentRun.objects.create(
                plan_office=plan_office,
                month=month,
                value_date=value_date or value_date_of(month),
                opened_at=at,
                opened_by=by,
            )
            _lines.sync(run)
            return run
    except IntegrityError as error:
        there = (
            PaymentRun.objects.select_related("opened_by")
            .filter(plan_office=plan_office, month=month)
            .first()
        )
        if there is None:
            raise
        raise Refused(already_open(there)) from error
