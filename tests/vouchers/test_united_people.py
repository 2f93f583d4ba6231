"""Two records made one: no month is paid twice or lost, nothing booked is rewritten, two managers act once."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.refusal import Refused
from applications.actions.divide_people import divide_people
from applications.actions.unite_people import unite_people
from applications.models import Application, Person, PersonUnion
from tests.applications.factories import NOW, make_case, make_draft, world
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from tests.vouchers.test_concurrency import refusals, together
from vouchers import knowledge, ledger
from vouchers.actions.end_award import end_award
from vouchers.models import LedgerEntry, Payment

WHY = "Stessa tessera sanitaria"


def unite(w, first, second, by=None):
    return unite_people(
        first=first.person, second=second.person, by=by or w.manager, at=DECEMBER_NOW, reason=WHY
    )


def books():
    return list(LedgerEntry.objects.order_by("pk").values()), list(Payment.objects.order_by("pk").values())


@pytest.mark.django_db
def test_what_was_paid_under_the_record_that_went_counts_and_stays_as_it_was():
    w = world()
    first = make_case(w, "adele", status="draft")
    second = awarded(w, "carla")
    Application.objects.filter(pk=first.pk).update(status="closed")
    make_run(w, state="paid", month=NOVEMBER)
    before = books()
    union = unite(w, first, second)
    assert books() == before
    component = second.awards.get().components.get()
    assert ledger.booked(component, NOVEMBER) == Decimal("400.00")
    # November is paid: December is the only month the next list carries
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert [(one.month, one.amount) for one in run.payments.all()] == [(DECEMBER, Decimal("400.00"))]
    with pytest.raises(Refused, match="pagamento"):
        divide_people(union=union, by=w.manager, at=DECEMBER_NOW, reason="Errore")
    dues = knowledge.of_case(Application.objects.get(pk=second.pk))
    assert dues.record_of(first.person_id, component.code, NOVEMBER) == second.person_id


@pytest.mark.django_db
def test_a_correction_of_a_month_paid_under_the_other_record_is_booked_onto_its_balance():
    w = world()
    first = make_case(w, "adele", status="draft")
    second = awarded(w, "carla")
    Application.objects.filter(pk=first.pk).update(status="closed")
    make_run(w, state="paid", month=NOVEMBER)
    unite(w, first, second)
    Person.objects.filter(pk=first.person_id).update(died_on=date(2026, 10, 20))
    make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    (line,) = Payment.objects.filter(run__month=DECEMBER)
    assert (line.month, line.amount, line.person_id, line.revision) == (
        NOVEMBER, Decimal("-400.00"), second.person_id, 1,
    )  # fmt: skip
    assert ledger.to_recover(second) == Decimal("400.00")


@pytest.mark.django_db
def test_two_payments_of_one_month_are_never_made_one():
    w = world()
    first, second = awarded(w, "adele"), awarded(w, "carla")
    make_run(w, state="paid", month=NOVEMBER)
    end_award(
        application=second, by=w.social_worker, at=NOW, last_day=date(2026, 11, 30), reason="requirement"
    )
    with pytest.raises(Refused, match="novembre 2026"):
        unite(w, first, second)
    assert not PersonUnion.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_managers_unite_at_once_and_a_draft_opened_meanwhile_is_not_lost():
    w = world()
    first = make_case(w, "adele", status="draft")
    second = make_case(w, "carla", status="draft")
    Application.objects.filter(pk=first.pk).update(status="closed")
    found = together(
        lambda: unite(w, first, second, by=w.manager),
        lambda: unite(w, second, first, by=w.director),
    )
    assert len(refusals(found)) == 1
    assert PersonUnion.objects.count() == 1
    union = PersonUnion.objects.get()
    divide_people(union=union, by=w.manager, at=DECEMBER_NOW, reason="Per riprovare")
    # a draft for the later record at the same instant: it goes under the one that stays, or is refused
    Application.objects.filter(pk=second.pk).update(status="closed")
    together(lambda: unite(w, first, second), lambda: make_draft(w, "carla"))
    gone = Person.objects.get(pk=second.person_id)
    assert gone.united_into_id == first.person_id
    assert not Application.objects.filter(person=gone).exists()
