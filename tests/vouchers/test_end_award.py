"""The award ends early."""

from datetime import date

import pytest

from accounts.refusal import Refused
from applications.models import Application
from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from vouchers.actions.end_award import end_award
from vouchers.actions.register_interruption import register_interruption


def end(w, case, last_day):
    return end_award(application=case, by=w.social_worker, at=NOW, last_day=last_day, reason="renounce")


def test_the_case_closes_and_later_months_are_not_due(w):
    case = awarded(w)
    end(w, case, date(2026, 11, 30))
    assert Application.objects.get(pk=case.pk).status == "closed"
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert [line.month for line in december.payments.all()] == [NOVEMBER]


def test_a_suspension_going_on_ends_with_it(w):
    case = awarded(w)
    register_interruption(
        application=case, by=w.social_worker, at=NOW, reason="hospital", starts_on=date(2026, 11, 10)
    )
    end(w, case, date(2026, 11, 5))
    assert case.interruptions.get().ends_on == date(2026, 11, 10)


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2027, 6, 1)])
def test_the_last_day_is_inside_the_award(w, day):
    case = awarded(w)
    with pytest.raises(Refused):
        end(w, case, day)
    assert case.awards.get().end_reason == ""
