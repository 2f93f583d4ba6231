"""The person is back."""

from datetime import date

import pytest

from accounts.refusal import Refused
from applications.models import Application
from tests.applications.factories import NOW
from tests.vouchers.factories import awarded
from vouchers.actions.end_interruption import end_interruption
from vouchers.actions.register_interruption import register_interruption


@pytest.fixture
def away(w):
    case = awarded(w)
    register_interruption(
        application=case, by=w.social_worker, at=NOW, reason="hospital", starts_on=date(2026, 11, 2)
    )
    return case


def test_the_money_starts_again(w, away):
    row = end_interruption(application=away, by=w.social_worker, at=NOW, ends_on=date(2026, 11, 15))
    assert (row.ends_on, row.ended_by) == (date(2026, 11, 15), w.social_worker)
    assert Application.objects.get(pk=away.pk).status == "active"


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 19)])
def test_a_return_before_leaving_or_in_the_future_is_refused(w, away, day):
    with pytest.raises(Refused):
        end_interruption(application=away, by=w.social_worker, at=NOW, ends_on=day)
    assert Application.objects.get(pk=away.pk).status == "suspended"


def test_without_a_suspension_there_is_no_return(w):
    with pytest.raises(Refused):
        end_interruption(application=awarded(w), by=w.social_worker, at=NOW, ends_on=date(2026, 11, 15))
