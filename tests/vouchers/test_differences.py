"""Why the total changed: each person once, with a reason, and the parts add up to the difference."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, WORKED, advance, awarded, make_run
from tests.vouchers.test_pages import as_user
from vouchers import differences, figures
from vouchers.actions.end_award import end_award
from vouchers.actions.take_out import take_out
from vouchers.models import AmountChange


def test_every_difference_is_said_once_and_they_add_up_to_that_of_the_totals(
    w, client, django_assert_max_num_queries
):
    adele, carla, renato = (awarded(w, who, **WORKED[who][0]) for who in ("adele", "carla", "renato"))
    november = make_run(w, state="checked")
    take_out(run=november, application=renato, reason="Manca la delega", by=w.officer, at=NOW)
    november.refresh_from_db()
    advance(w, november, to="paid")
    end_award(
        application=carla, by=w.social_worker, at=NOW, last_day=date(2026, 11, 30), reason="requirement"
    )
    component = adele.awards.get().components.get()
    AmountChange.objects.create(
        component=component,
        from_month=DECEMBER,
        monthly_amount=Decimal("450.00"),
        reason="ISEE",
        decided_at=NOW,
        decided_by=w.manager,
    )
    giacomo = awarded(w, "giacomo", **WORKED["giacomo"][0], starts_on=DECEMBER)
    run = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    with django_assert_max_num_queries(10):
        found = differences.of(run)
    assert {one.case.ref: one.amount for one in found} == {
        adele.ref: Decimal("50.00"),
        carla.ref: Decimal("-800.00"),
        renato.ref: Decimal("1300.00"),
        giacomo.ref: Decimal("800.00"),
    }
    assert sum(one.amount for one in found) == figures.of(run).difference
    for one in found:
        assert one.parts
        assert sum(amount for _why, amount in one.parts) == one.amount
    by_case = {one.case.ref: [str(why) for why, _amount in one.parts] for one in found}
    assert "30/11/2026" in by_case[carla.ref][0]
    assert len(by_case[renato.ref]) == 2  # the month and its arrears
    page = (
        as_user(client, w.director).get(reverse("vouchers:differences", args=[run.number])).content.decode()
    )
    assert all(one.case.ref in page for one in found)
    assert "+1.350,00" in page
