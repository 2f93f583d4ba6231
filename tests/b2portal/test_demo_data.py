"""The demo looks alive, is the same for the same seed, and nobody in it exists."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.models import Sum

from applications import facts, past
from applications.models import Application, Person
from applications.workflow import Status
from b2portal.demo_data.load import load
from jobs.models import Job
from vouchers.ledger import to_recover
from vouchers.models import ExpenseReport, LedgerEntry, Payment, PaymentRun, RecoveryPlan, RunCheck
from vouchers.workflow import RunState

ON = date(2026, 11, 18)
pytestmark = pytest.mark.django_db


def fill(size, seed=3):
    return load(seed=seed, size=size, on=ON, password="una frase lunga per entrare", enrol=lambda user: None)


@pytest.fixture
def documents(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


def snapshot():
    """What a person sees of the data, without keys and random names."""
    cases = list(
        Application.objects.order_by("pk").values_list(
            "number", "draft_code", "status", "iban", "person__tax_code"
        )
    )
    paid = list(Payment.objects.order_by("pk").values_list("month", "amount", "state", "application__number"))
    return cases, paid


def test_the_demo_is_alive(documents):
    fill(60)
    assert set(Application.objects.values_list("status", flat=True)) == {status.value for status in Status}
    paid = PaymentRun.objects.filter(state__in=[RunState.RECONCILED, RunState.CLOSED])
    assert sorted(paid.values_list("state", flat=True)) == [
        RunState.CLOSED,
        RunState.CLOSED,
        RunState.RECONCILED,
    ]
    assert Payment.objects.filter(run__in=paid, state=Payment.State.PAID).exists()
    blocks = set(
        RunCheck.objects.filter(severity="block", application__isnull=False).values_list("code", flat=True)
    )
    assert blocks == {
        "no_iban",
        "wrong_iban",
        "iban_changed",
        "other_holder",
        "shared_iban",
        "died",
        "away_too_long",
        "came_back",
        "plan_expired",
    }
    left = LedgerEntry.objects.filter(account="bank").aggregate(total=Sum("amount"))["total"]
    lines = Payment.objects.filter(run__in=paid, state="paid").aggregate(total=Sum("amount"))["total"]
    given_back = LedgerEntry.objects.filter(account="bank", kind="receipt").aggregate(total=Sum("amount"))[
        "total"
    ]
    assert -left == lines - given_back > Decimal(0)
    assert given_back > Decimal(0)
    assert not LedgerEntry.objects.aggregate(total=Sum("amount"))["total"]
    assert ExpenseReport.objects.filter(verdict="").exists()  # somebody has it to look at
    plan = RecoveryPlan.objects.get()
    assert to_recover(plan.application) > 0  # a part has come back, the rest is awaited
    assert LedgerEntry.objects.filter(application=plan.application, kind="receipt").exists()
    assert Job.objects.filter(label__contains=plan.application.ref).exists()  # the letter that asks for it
    assert not Person.objects.exclude(tax_code__contains="X104").exists()


def test_same_seed_same_data(documents):
    found = []
    for _round in range(2):
        with transaction.atomic():
            fill(14)
            found.append(snapshot())
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_its_past_can_be_asked_as_it_was_known_then(documents):
    """The machine writes the demo in a minute; its history says the days of the stories."""
    fill(12)
    cases, before = Application.objects.exclude(status=Status.DRAFT), date(2026, 9, 30)
    now = {case.pk for case in past.present(cases, on=before)}
    then = past.as_known([case.pk for case in cases], on=before)
    assert now
    assert {case.pk for case in then} == now
    assert any(facts.of(case, on=before).plan_approved for case in then)
