"""Registering days away."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.models import Application
from tests.applications.factories import NOW
from tests.vouchers.factories import awarded
from vouchers.actions.register_interruption import register_interruption
from vouchers.models import Interruption


def register(w, case, starts_on, ends_on=None, **more):
    return register_interruption(
        application=case, at=NOW, reason="hospital", starts_on=starts_on, ends_on=ends_on,
        **({"by": w.social_worker} | more),
    )  # fmt: skip


def status(case):
    return Application.objects.get(pk=case.pk).status


def test_while_it_goes_on_the_case_is_suspended(w):
    case = awarded(w)
    register(w, case, date(2026, 11, 2))
    assert status(case) == "suspended"


def test_one_already_ended_is_only_written(w):
    case = awarded(w)
    register(w, case, date(2026, 11, 2), date(2026, 11, 5))
    assert status(case) == "active"


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 11, 19), None),  # tomorrow
        (date(2026, 11, 2), date(2026, 12, 1)),  # a return in the future
        (date(2026, 11, 5), date(2026, 11, 2)),  # out of order
    ],
)
def test_dates_that_cannot_be_are_refused_and_nothing_is_saved(w, starts_on, ends_on):
    case = awarded(w)
    with pytest.raises(Refused):
        register(w, case, starts_on, ends_on)
    assert not Interruption.objects.exists()
    assert status(case) == "active"


def test_two_in_the_same_days_are_refused_by_the_code_and_by_the_database(w):
    case = awarded(w)
    row = register(w, case, date(2026, 11, 2), date(2026, 11, 5))
    with pytest.raises(Refused):
        register(w, case, date(2026, 11, 5), date(2026, 11, 6))
    row.pk, row.starts_on, row.ends_on = None, date(2026, 11, 5), date(2026, 11, 6)
    with pytest.raises(IntegrityError, match="interruptions_do_not_overlap"), transaction.atomic():
        row.save()


def test_a_second_one_waits_for_the_return_of_the_first(w):
    case = awarded(w)
    register(w, case, date(2026, 11, 2))
    with pytest.raises(Refused, match=r"return|rientro"):
        register(w, case, date(2026, 11, 10))


@pytest.mark.parametrize("who", ["officer", "nurse", "auditor", "manager"])
def test_other_roles_do_not_register(w, who):
    with pytest.raises(Refused):
        register(w, awarded(w), date(2026, 11, 2), by=getattr(w, who))
