"""The amount decided again: before and after, by another person, and what it does to the months of the ledger."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions.change_carer import change_carer
from applications.actions.record_death import record_death
from applications.actions.take_back_death import take_back_death
from applications.actions.transfer import transfer
from applications.models import LifeEvent
from tests.applications.factories import NOW
from tests.applications.verb_pages import again
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from tests.vouchers.ranked import ACT, money_line
from tests.vouchers.test_corrections import lines
from tests.vouchers.test_pages import as_user
from vouchers import budget
from vouchers.actions.add_budget_money import add_budget_money
from vouchers.actions.change_amount import change_amount
from vouchers.ledger import still_due
from vouchers.models import AmountChange

BOTH = {"carer_cost": "950.00", "requested": ("caregiver", "caregiver_supplement")}


def cheaper(w, case, cost="300.00"):
    """A contract that costs less, from 1 November, recorded by the social worker."""
    contract = {"carer_name": "Ana Pop", "regular": True, "weekly_hours": 12, "monthly_cost": Decimal(cost)}
    change_carer(application=case, by=w.social_worker, at=NOW, starts_on=NOVEMBER, contract=contract)
    return again(case)


def decide(w, case, by=None, at=DECEMBER_NOW):
    return change_amount(
        application=case, by=by or w.manager, at=at, from_month=NOVEMBER, reason="Nuovo contratto"
    )


def test_a_contract_changed_in_the_past_corrects_the_month_already_paid(w):
    case = awarded(w, "carla", **BOTH)
    make_run(w, state="paid")
    made = decide(w, cheaper(w, case))
    assert (made.monthly_total, again(case).determinations.count()) == (Decimal("700.00"), 2)
    event = LifeEvent.objects.get()
    assert (event.outcome, event.decided_by) == ("changed", w.manager)
    run = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    found = lines(run)
    assert (NOVEMBER, Decimal("-100.00"), "amount_changed") in found
    assert sum(amount for month, amount, _cause in found if month == DECEMBER) == Decimal("700.00")


def test_a_change_that_moves_no_amount_is_answered_without_a_new_decision(w):
    case = awarded(w, "carla", **BOTH)
    assert decide(w, cheaper(w, case, cost="900.00")) is None
    assert LifeEvent.objects.get().outcome == "unchanged"
    assert not AmountChange.objects.exists()
    with pytest.raises(Refused):
        decide(w, again(case))


def test_a_raise_asks_no_line_for_more_than_it_has(w):
    line = money_line(w, "4900.00")
    case = awarded(w, "carla", **(BOTH | {"carer_cost": "300.00"}))  # 700 × 7 months
    case = cheaper(w, case, cost="950.00")  # 100 more, seven times
    with pytest.raises(Refused, match=r"Buoni.*700,00"):
        decide(w, case)
    assert (again(case).determinations.count(), AmountChange.objects.count()) == (1, 0)
    assert LifeEvent.objects.get().outcome == ""
    add_budget_money(
        line=line, kind="own_money", amount=Decimal("700.00"), fund="Comune", by=w.officer, at=NOW, **ACT
    )
    assert decide(w, again(case)).monthly_total == Decimal("800.00")
    assert [one.left for one in budget.lines_of(w.call)] == [0]


def test_who_asks_for_less_passes_on_a_line_already_short(w):
    case = awarded(w, "carla", **BOTH)  # 800 × 7 months, before there were lines
    component = case.awards.get().components.get(code="caregiver")
    money_line(w, "5600.00")
    AmountChange.objects.create(  # of the years when a raise was not looked at
        component=component,
        from_month=DECEMBER,
        monthly_amount=500,
        reason="x",
        decided_at=NOW,
        decided_by=w.manager,
    )
    assert [one.left for one in budget.lines_of(w.call)] == [Decimal("-600.00")]
    assert decide(w, cheaper(w, case)) is not None


def test_no_support_left_means_nothing_due_from_then_on(w):
    case = awarded(w, "carla", **BOTH)
    change_carer(application=case, by=w.social_worker, at=NOW, starts_on=NOVEMBER, contract=None)
    decide(w, again(case))
    assert {(c.component.code, c.monthly_amount) for c in AmountChange.objects.all()} == {
        ("caregiver_supplement", Decimal("0.00"))
    }


def test_who_recorded_the_change_does_not_decide_on_it(w):
    case = cheaper(w, awarded(w, "carla", **BOTH))
    for user in (w.social_worker, w.officer, w.auditor):
        with pytest.raises(Refused):
            decide(w, case, by=user)
    LifeEvent.objects.create(
        application=case,
        kind="carer",
        happened_on=NOVEMBER,
        recorded_at=NOW,
        recorded_by=w.manager,
        after="x",
    )
    with pytest.raises(Refused):
        decide(w, case)
    assert not AmountChange.objects.exists()


def test_the_page_shows_before_and_after(w, client, time_machine):
    time_machine.move_to(NOW, tick=False)
    case = cheaper(w, awarded(w, "carla", **BOTH))
    manager = as_user(client, w.manager)
    url = reverse("vouchers:change_amount", args=[case.ref])
    page = manager.get(url).content.decode()
    assert "Oksana Melnyk → Ana Pop" in page
    assert "300,00" in page
    assert url in manager.get(reverse("applications:work")).content.decode()
    assert manager.post(url, {"from_month": "2026-11-01", "reason": "Nuovo contratto"}).status_code == 302
    assert AmountChange.objects.get().monthly_amount == Decimal("300.00")


def test_a_move_inside_the_ambito_in_the_middle_of_a_month_pays_each_month_once(w):
    case = awarded(w)
    make_run(w, state="paid")
    transfer(
        application=again(case), by=w.social_worker, at=NOW, to_office=w.other_municipality,
        moved_on=date(2026, 11, 16), note="Trasloco",
    )  # fmt: skip
    run = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert lines(run) == [(DECEMBER, Decimal("400.00"), "")]


def test_a_death_known_late_stops_the_money_and_a_mistake_pays_it_again(w):
    case = awarded(w)
    make_run(w, state="paid")
    make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    record_death(
        application=case, by=w.social_worker, at=DECEMBER_NOW, died_on=date(2026, 11, 20), source="registry",
        told_by="Anagrafe",
    )  # fmt: skip
    january = make_run(w, month=date(2027, 1, 1), at=DECEMBER_NOW)
    assert lines(january) == [(DECEMBER, Decimal("-400.00"), "death")]
    assert still_due(again(case), on=date(2027, 1, 1)) == Decimal("0.00")
    take_back_death(application=again(case), by=w.manager, at=DECEMBER_NOW, note="Era un omonimo")
    assert again(case).status == "active"
    assert still_due(again(case), on=date(2027, 1, 1)) == Decimal("400.00")
