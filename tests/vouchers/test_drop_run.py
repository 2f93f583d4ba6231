"""Giving up a further list: nobody is paid by it, and its months are free."""

import pytest
from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, awarded, make_run
from tests.vouchers.test_further_lists import LATER, further, november  # noqa: F401
from vouchers.actions.check_run import check_run
from vouchers.actions.drop_run import drop_run
from vouchers.models import Payment


def test_its_months_go_into_the_next_list_and_nothing_more_is_done_with_it(w, november):  # noqa: F811
    second = further(w)
    second = drop_run(run=second, by=w.officer, at=LATER)
    assert (second.state, second.payouts.count(), second.payments.count()) == ("dropped", 0, 0)
    with pytest.raises(Refused):
        check_run(run=second, by=w.officer, at=LATER)
    line = november[0].payments.filter(state="taken_out").get()
    line.pk, line.run, line.state, line.revision = None, second, "due", 9
    line.removed_by = line.removed_at = None
    line.removed_reason = ""
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        line.save()
    third = further(w, 3)
    assert third.payments.count() == 2
    drop_run(run=third, by=w.officer, at=LATER)
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert december.payments.filter(state=Payment.State.DUE).count() == 5


def test_the_list_of_a_month_stays(w):
    awarded(w)
    with pytest.raises(Refused):
        drop_run(run=make_run(w), by=w.officer, at=NOW)
