"""What was learnt late: arrears, recoveries, payments come back. One mechanism, told as months and euro."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from applications.models import Person
from tests.applications.factories import NOW, ROME, make_case
from tests.vouchers.factories import (
    DECEMBER,
    DECEMBER_NOW,
    NOVEMBER,
    advance,
    awarded,
    iban_of,
    make_run,
    new_account,
)
from vouchers.actions.award import award
from vouchers.actions.check_run import check_run
from vouchers.actions.end_award import end_award
from vouchers.actions.register_interruption import register_interruption
from vouchers.books import book_receipt, book_return
from vouchers.ledger import booked, paid_to, to_recover
from vouchers.models import AmountChange, LedgerEntry, MoneyRules, RecoveryPlan

JANUARY, JANUARY_NOW = date(2027, 1, 1), datetime(2027, 1, 14, 10, 0, tzinfo=ROME)
FEBRUARY, FEBRUARY_NOW = date(2027, 2, 1), datetime(2027, 2, 15, 10, 0, tzinfo=ROME)


def euro(text):
    return Decimal(text)


def lines(run):
    return [
        (line.month, line.amount, line.cause)
        for line in run.payments.exclude(state="taken_out").order_by("application", "month", "revision")
    ]


def payouts(run):
    return [(one.gross, one.set_off, one.amount) for one in run.payouts.order_by("application")]


def change(w, case, amount, *, from_month, at=NOW, reason="Nuovo ISEE"):
    component = case.awards.get().components.get()
    return AmountChange.objects.create(
        component=component,
        from_month=from_month,
        monthly_amount=euro(amount),
        reason=reason,
        decided_at=at,
        decided_by=w.manager,
    )


def died(case, on):
    Person.objects.filter(pk=case.person_id).update(died_on=on)


def balanced():
    return not LedgerEntry.objects.aggregate(total=Sum("amount"))["total"]


def test_a_lower_amount_learnt_late_is_kept_back_from_the_next_payment(w):
    case = awarded(w)
    make_run(w, state="paid")
    change(w, case, "300.00", from_month=NOVEMBER)
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert lines(run) == [(NOVEMBER, euro("-100.00"), "amount_changed"), (DECEMBER, euro("300.00"), "")]
    assert payouts(run) == [(euro("300.00"), euro("100.00"), euro("200.00"))]
    advance(w, run, to="paid", at=DECEMBER_NOW)
    assert (paid_to(case), to_recover(case)) == (euro("600.00"), euro("0.00"))
    component = case.awards.get().components.get()
    assert (booked(component, NOVEMBER), booked(component, DECEMBER)) == (euro("300.00"), euro("300.00"))
    assert balanced()


def test_a_higher_amount_learnt_late_is_paid_as_arrears_with_its_cause(w):
    case = awarded(w, requested=("caregiver",))
    change(w, case, "300.00", from_month=NOVEMBER)
    make_run(w, state="paid")
    change(w, case, "380.00", from_month=NOVEMBER, at=DECEMBER_NOW, reason="ISEE corrente")
    run = make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    assert lines(run) == [(NOVEMBER, euro("80.00"), "amount_changed"), (DECEMBER, euro("380.00"), "")]
    assert paid_to(case) == euro("760.00")


def test_a_death_known_late_takes_the_months_after_it_back_and_pays_nothing_more(w):
    case = awarded(w)
    make_run(w, state="paid")
    make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    died(case, date(2026, 11, 20))
    run = make_run(w, state="checked", month=JANUARY, at=JANUARY_NOW)
    assert lines(run) == [(DECEMBER, euro("-400.00"), "death")]
    assert payouts(run) == []
    assert not run.checks.filter(severity="block").exists()  # nothing is paid: there is nothing to block
    advance(w, run, to="paid", at=JANUARY_NOW)
    assert (paid_to(case), to_recover(case)) == (euro("800.00"), euro("400.00"))
    book_receipt(case, euro("400.00"), note="Bonifico degli eredi", by=w.officer, at=JANUARY_NOW)
    assert (paid_to(case), to_recover(case)) == (euro("400.00"), euro("0.00"))
    assert balanced()


def test_a_mistake_put_right_comes_back_as_arrears_and_the_recovery_stops(w):
    """The death was another person's: what was taken back is paid again, and nothing is asked twice."""
    case = awarded(w)
    make_run(w, state="paid")
    make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    died(case, date(2026, 11, 20))
    make_run(w, state="paid", month=JANUARY, at=JANUARY_NOW)
    died(case, None)
    run = make_run(w, state="paid", month=FEBRUARY, at=FEBRUARY_NOW)
    assert [(month, amount) for month, amount, _cause in lines(run)] == [
        (DECEMBER, euro("400.00")),
        (JANUARY, euro("400.00")),
        (FEBRUARY, euro("400.00")),
    ]
    assert payouts(run) == [(euro("1200.00"), euro("400.00"), euro("800.00"))]
    assert (paid_to(case), to_recover(case)) == (euro("1600.00"), euro("0.00"))  # four months
    assert balanced()


def test_a_stay_registered_late_names_the_days(w):
    case = awarded(w)
    make_run(w, state="paid")
    register_interruption(
        application=case,
        by=w.social_worker,
        at=DECEMBER_NOW,
        reason="hospital",
        starts_on=date(2026, 11, 1),
        ends_on=date(2026, 12, 2),
    )
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert lines(run) == [(NOVEMBER, euro("-400.00"), "days_changed"), (DECEMBER, euro("400.00"), "")]
    assert payouts(run) == [(euro("400.00"), euro("400.00"), euro("0.00"))]


def test_an_award_ended_in_the_past_takes_back_what_follows(w):
    case = awarded(w)
    make_run(w, state="paid")
    make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    end_award(
        application=case, by=w.social_worker, at=JANUARY_NOW, last_day=date(2026, 11, 30), reason="placement"
    )
    run = make_run(w, state="checked", month=JANUARY, at=JANUARY_NOW)
    assert lines(run) == [(DECEMBER, euro("-400.00"), "ended")]


def test_a_payment_come_back_is_paid_again_by_the_next_run(w):
    case = awarded(w)
    november = make_run(w, state="paid")
    payout = november.payouts.get()
    book_return(payout, reason="Conto chiuso", by=w.officer, at=DECEMBER_NOW)
    assert paid_to(case) == euro("0.00")
    payout.refresh_from_db()
    assert (payout.state, payout.return_reason) == ("returned", "Conto chiuso")
    new_account(w, case)
    run = make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    assert lines(run) == [(NOVEMBER, euro("400.00"), "returned"), (DECEMBER, euro("400.00"), "")]
    assert paid_to(case) == euro("800.00")
    assert balanced()


def test_a_payment_with_something_kept_back_comes_back_whole(w):
    case = awarded(w)
    make_run(w, state="paid")
    change(w, case, "300.00", from_month=NOVEMBER)
    december = make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    book_return(december.payouts.get(), reason="Conto chiuso", by=w.officer, at=JANUARY_NOW)
    assert (paid_to(case), to_recover(case)) == (euro("400.00"), euro("100.00"))
    new_account(w, case)
    run = make_run(w, state="paid", month=JANUARY, at=JANUARY_NOW)
    assert payouts(run) == [(euro("600.00"), euro("100.00"), euro("500.00"))]
    assert (paid_to(case), to_recover(case)) == (euro("900.00"), euro("0.00"))
    assert balanced()


@pytest.mark.parametrize(
    ("way", "monthly", "kept"),
    [("next_payments", None, "200.00"), ("instalments", "50.00", "50.00"), ("claim", None, "0.00")],
)
def test_how_it_comes_back_is_decided_for_the_case(w, way, monthly, kept):
    case = awarded(w)
    make_run(w, state="paid")
    change(w, case, "200.00", from_month=NOVEMBER)
    RecoveryPlan.objects.create(
        application=case,
        way=way,
        monthly_amount=monthly and euro(monthly),
        reason="Accordo con la famiglia",
        decided_at=NOW,
        decided_by=w.manager,
    )
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert payouts(run) == [(euro("200.00"), euro(kept), euro("200.00") - euro(kept))]


def test_the_office_says_how_much_of_a_payment_may_be_kept_back(w):
    """By an act: at most a fifth of each payment, until nothing is left to recover."""
    case = awarded(w)
    make_run(w, state="paid")
    MoneyRules.objects.create(
        call=w.call, recovery_percent=20, act="Determina 12/2026", decided_at=NOW, decided_by=w.manager
    )
    change(w, case, "300.00", from_month=NOVEMBER)
    december = make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    january = make_run(w, state="paid", month=JANUARY, at=JANUARY_NOW)
    assert [one.set_off for run in (december, january) for one in run.payouts.all()] == [
        euro("60.00"),
        euro("40.00"),
    ]
    assert to_recover(case) == euro("0.00")


def test_an_act_on_parts_of_a_month_changes_what_is_due(w):
    case = awarded(w)
    MoneyRules.objects.create(
        call=w.call, proration="thirtieths", act="Determina 13/2026", decided_at=NOW, decided_by=w.manager
    )
    register_interruption(
        application=case, by=w.social_worker, at=NOW, reason="other",
        starts_on=date(2026, 11, 3), ends_on=date(2026, 11, 17),
    )  # fmt: skip
    assert lines(make_run(w)) == [(NOVEMBER, euro("200.00"), "")]


def test_the_correction_is_in_the_list_until_the_fact_is_taken_back(w):
    case = awarded(w)
    make_run(w, state="paid")
    died(case, date(2026, 11, 20))
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert lines(run) == []  # November holds the day of death: it stays due, December is not
    died(case, None)
    run = check_run(run=run, by=w.officer, at=DECEMBER_NOW)
    assert lines(run) == [(DECEMBER, euro("400.00"), "")]


def test_worked_case_4_two_brothers_are_two_payments(w):
    """Regional 2024: the contribution goes to every disabled member of the same nucleus."""
    for who in ("renato", "fausto"):
        case = make_case(w, who, iban=iban_of("madre"))
        award(application=case, by=w.manager, at=NOW, starts_on=NOVEMBER)
        change(w, case, "100.00", from_month=NOVEMBER, reason="DGR XII/1669")
    run = make_run(w)
    assert payouts(run) == [(euro("100.00"), euro("0.00"), euro("100.00"))] * 2


def test_nothing_is_lost_of_a_return_booked_twice(w):
    awarded(w)
    payout = make_run(w, state="paid").payouts.get()
    book_return(payout, reason="Conto chiuso", by=w.officer, at=DECEMBER_NOW)
    with pytest.raises(IntegrityError), transaction.atomic():  # the row in hand still says paid
        book_return(payout, reason="Conto chiuso", by=w.officer, at=DECEMBER_NOW)
    assert balanced()


def test_a_payment_come_back_after_its_month_was_taken_back_is_not_asked_twice(w):
    """November was taken back and kept back from December; then November's transfer itself comes back."""
    case = awarded(w)
    november = make_run(w, state="paid")
    change(w, case, "0.00", from_month=NOVEMBER)
    change(w, case, "400.00", from_month=DECEMBER, at=DECEMBER_NOW)
    december = make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    assert payouts(december) == [(euro("400.00"), euro("400.00"), euro("0.00"))]
    book_return(november.payouts.get(), reason="Conto chiuso", by=w.officer, at=JANUARY_NOW)
    assert to_recover(case) == euro("-400.00")  # kept back, and come back too: it is the office that owes it
    new_account(w, case)
    january = make_run(w, state="paid", month=JANUARY, at=JANUARY_NOW)
    assert payouts(january) == [(euro("400.00"), euro("-400.00"), euro("800.00"))]
    assert (paid_to(case), to_recover(case)) == (euro("800.00"), euro("0.00"))  # December and January
    assert balanced()
