"""A move to another Ambito: the award ends the day before, the sheet goes, no month is paid twice or skipped."""

from datetime import date

import pytest

from accounts.refusal import Refused
from applications.models import Transfer
from tests.applications.factories import NOW
from tests.applications.verb_pages import again
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from vouchers.actions.move_out import move_out


def gone(w, case, day=date(2026, 11, 16)):
    return move_out(
        application=case,
        by=w.social_worker,
        at=NOW,
        to_name="Ambito di Altrove",
        moved_on=day,
        note="Dal figlio",
    )


def test_the_award_ends_the_day_before_and_the_sheet_says_it(w):
    case = awarded(w)
    make_run(w, state="paid")
    row = gone(w, case)
    assert again(case).status == "closed"
    assert (case.awards.get().ends_on, case.awards.get().end_reason) == (date(2026, 11, 15), "moved")
    words = {label: value for part in row.sheet for label, value in part["rows"]}
    assert words["Ultimo giorno del buono"] == "15/11/2026"
    assert words["Ultimo mese pagato"] == "novembre 2026"
    assert case.events.get(verb="close").data["happened_on"] == "2026-11-15"
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert (
        not december.payments.exists()
    )  # November holds days here: paid whole, once; December is the other Ambito's


def test_a_month_not_paid_yet_is_not_skipped(w):
    case = awarded(w)
    gone(w, case)
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert [line.month for line in december.payments.all()] == [NOVEMBER]


@pytest.mark.parametrize("day", [NOVEMBER, date(2027, 7, 1)])
def test_outside_the_award_nothing_happens(w, day):
    case = awarded(w)
    with pytest.raises(Refused):
        gone(w, case, day)
    assert not Transfer.objects.exists()
    assert again(case).status == "active"
