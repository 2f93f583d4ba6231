"""What the database refuses, whoever asks."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, awarded, make_run
from vouchers.models import AmountChange, Booking, LedgerEntry, Payment, PaymentRun, RunFile

# Two indexes forbid it; which one PostgreSQL looks at first is its own affair.
TWICE = "paid_once_per_component_and_month|one_line_per_revision_of_a_month"
LOCKED = ["locked", "approved", "issuing"]


def copy_of(line, **values):
    """A second line like ``line``, not saved."""
    fields = {f.attname: getattr(line, f.attname) for f in Payment._meta.concrete_fields if not f.primary_key}
    return Payment(**(fields | values))


def test_nobody_is_paid_twice_for_one_component_and_month(w):
    awarded(w)
    line = make_run(w).payments.get()
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    with pytest.raises(IntegrityError, match=TWICE), transaction.atomic():
        copy_of(line, run_id=december.pk).save()


def test_not_even_through_another_case_of_the_person(w):
    awarded(w)
    other = awarded(w, "carla")
    run = make_run(w)
    line = run.payments.get(application=other)
    adele = run.payments.exclude(application=other).get()
    line.person_id = adele.person_id
    with pytest.raises(IntegrityError, match=TWICE), transaction.atomic():
        line.save()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"amount": Decimal("0.00")}, "payment_is_not_nothing"),
        ({"amount": Decimal("-400.00")}, "payment_takes_back_what_was_booked"),  # nothing was booked
        (
            {"amount": Decimal("-100.01"), "booked_before": Decimal("100.00")},
            "payment_takes_back_what_was_booked",
        ),
    ],
)
def test_a_line_takes_back_no_more_than_was_booked(w, values, name):
    awarded(w)
    line = make_run(w).payments.get()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Payment.objects.filter(pk=line.pk).update(**values)


@pytest.mark.parametrize(
    "values",
    [{"amount": Decimal("1.00")}, {"set_off": Decimal("401.00"), "amount": Decimal("-1.00")}],
)
def test_a_payout_is_what_is_due_less_what_is_kept_back(w, values):
    awarded(w)
    run = make_run(w)
    with pytest.raises(IntegrityError, match="payout_is_gross_less_set_off"), transaction.atomic():
        run.payouts.update(**values)


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize("values", [{"iban": "IT60X0542811101000000123456"}, {"gross": 1, "amount": 1}])
def test_a_locked_payout_stands_still(w, state, values):
    awarded(w)
    run = make_run(w, state=state)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        run.payouts.update(**values)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        run.payouts.all()._raw_delete("default")


@pytest.mark.parametrize("state", LOCKED)
@pytest.mark.parametrize(
    "values",
    [
        {"amount": Decimal("401.00")},
        {"iban": "IT60X0542811101000000123456"},
        {"payee_name": "Altri"},
        {"month": date(2026, 10, 1)},
    ],
)
def test_a_locked_line_stands_still(w, state, values):
    awarded(w)
    run = make_run(w, state=state)
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        run.payments.update(**values)


@pytest.mark.parametrize("state", LOCKED)
def test_after_the_lock_no_line_comes_or_goes(w, state):
    awarded(w)
    run = make_run(w, state=state)
    line = run.payments.get()
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        copy_of(line, month=date(2026, 9, 1)).save()
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        Payment.objects.filter(pk=line.pk)._raw_delete("default")


def test_a_line_does_not_move_to_another_run(w):
    awarded(w)
    line = make_run(w, state="locked").payments.get()
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    with pytest.raises(IntegrityError, match="stays in its run"), transaction.atomic():
        december.payments.update(run=line.run)


@pytest.mark.parametrize(
    ("before", "after"), [("draft", "paid"), ("locked", "paid"), ("approved", "returned")]
)
def test_nothing_is_paid_before_the_list_is_issued(w, before, after):
    awarded(w)
    run = make_run(w, state=before)
    with pytest.raises(IntegrityError), transaction.atomic():
        run.payments.update(state=after)


@pytest.mark.parametrize(
    ("before", "after"),
    [("draft", "locked"), ("checked", "paid"), ("issued", "draft"), ("paid", "issued"), ("paid", "sent")],
)
def test_a_run_makes_only_the_moves_of_the_table(w, before, after):
    awarded(w)
    run = make_run(w, state=before)
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(state=after)


def test_a_run_begins_as_a_draft_and_is_never_deleted(w):
    awarded(w)
    run = make_run(w)
    with pytest.raises(ProgrammingError), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk)._raw_delete("default")
    run.pk, run.month, run.state = None, date(2026, 10, 1), "checked"
    with pytest.raises(ProgrammingError), transaction.atomic():
        run.save(force_insert=True)


def test_who_locked_what_is_not_rewritten(w):
    awarded(w)
    run = make_run(w, state="approved")
    for values in ({"lines_hash": "0" * 64}, {"locked_by": w.director}, {"value_date": date(2026, 12, 1)}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            PaymentRun.objects.filter(pk=run.pk).update(**values)


@pytest.mark.parametrize("model", [LedgerEntry, RunFile])
def test_the_ledger_and_the_papers_are_never_changed_nor_removed(w, model):
    awarded(w)
    make_run(w, state="issued")
    field = "cause" if model is LedgerEntry else "kind"
    with pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.update(**{field: "list"})
    with pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_payment_is_booked_once(w):
    awarded(w)
    make_run(w, state="issuing")
    entry = LedgerEntry.objects.filter(account="expense").get()
    entry.pk = None
    with pytest.raises(IntegrityError, match="booked_once_per_payment_and_kind"), transaction.atomic():
        entry.save()


def test_a_booking_adds_up_to_nothing(w):
    awarded(w)
    run = make_run(w, state="issuing")
    booking = run.bookings.get()
    one = LedgerEntry.objects.filter(account="payable").get()
    with pytest.raises(IntegrityError, match="booking_adds_up"), transaction.atomic():
        LedgerEntry.objects.create(
            booking=booking,
            kind="issue",
            account="bank",
            application=one.application,
            person=one.person,
            amount=1,
        )


def test_a_month_is_booked_only_onto_the_balance_it_was_computed_from(w):
    """Whoever asks, and whatever run the line is in: the second booking of a month finds it booked."""
    awarded(w)
    run = make_run(w, state="issuing")
    sides = list(LedgerEntry.objects.order_by("pk"))
    again = Booking.objects.create(
        kind="return", plan_office=w.plan_office, run=run, note="x", booked_at=NOW, booked_by=w.officer
    )
    for side in sides:
        side.pk, side.booking, side.kind, side.payment = None, again, "return", None
    with pytest.raises(IntegrityError, match="booked_onto_its_balance"), transaction.atomic():
        LedgerEntry.objects.bulk_create(sides)


def test_a_run_is_booked_once(w):
    awarded(w)
    run = make_run(w, state="issuing")
    with pytest.raises(IntegrityError, match="run_booked_once"), transaction.atomic():
        Booking.objects.create(
            kind="issue", plan_office=w.plan_office, run=run, booked_at=NOW, booked_by=w.officer
        )


@pytest.mark.parametrize(
    ("model", "values"),
    [(Booking, {"note": "x"}), (LedgerEntry, {"amount": 1}), (AmountChange, {"monthly_amount": 1})],
)
def test_the_books_are_never_rewritten(w, model, values):
    case = awarded(w)
    make_run(w, state="issuing")
    AmountChange.objects.create(
        component=case.awards.get().components.get(),
        from_month=date(2026, 12, 1),
        monthly_amount=Decimal("300.00"),
        reason="ISEE",
        decided_at=NOW,
        decided_by=w.manager,
    )
    with pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.update(**values)
    with pytest.raises(ProgrammingError), transaction.atomic():
        model.objects.all()._raw_delete("default")
