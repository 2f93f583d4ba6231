"""The money of a call: exact sums, never granted twice, never below what was granted, months to the end by hand."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from accounts.refusal import Refused
from applications.facts import rules_of
from applications.models import Call
from tests.applications.factories import NOW, TODAY, make_case, rule_set_version
from tests.applications.test_commitments import with_budget
from tests.vouchers.factories import DECEMBER, NOVEMBER, awarded, make_run
from tests.vouchers.ranked import ACT, money_line
from vouchers import budget
from vouchers.actions.add_budget_money import add_budget_money
from vouchers.actions.award import award
from vouchers.actions.open_budget import open_budget
from vouchers.actions.transfer_budget import transfer_budget
from vouchers.models import AmountChange, BudgetCharge, BudgetMovement

pytestmark = pytest.mark.django_db
TREZZO = Path("eligibility/rulesets/trezzo-2025.toml")
MONEY = {"fund": "Comune", "at": NOW, **ACT}


def line_of(w, label="Buoni"):
    return next(one for one in budget.lines_of(w.call) if one.label == label)


def test_the_sums_of_trezzo_are_exact_to_the_cent(w):
    """Worked case 22b: six lines that make 173.001,36."""
    version = rule_set_version(TREZZO)
    call = Call.objects.get(pk=w.call.pk)
    call.pk, call.number_prefix, call.rule_set = None, "TR-2025", version
    call.save()
    open_budget(call=call, by=w.officer, **MONEY)
    lines = budget.lines_of(call)
    assert [one.money for one in lines][:2] == [Decimal("68508.54"), Decimal("22836.18")]
    assert sum(one.money for one in lines) == Decimal("173001.36")
    with pytest.raises(Refused):
        open_budget(call=call, by=w.officer, **MONEY)
    elderly, adults = lines[0], lines[1]
    transfer_budget(from_line=elderly, to_line=adults, amount=Decimal("108.54"), by=w.manager, **MONEY)
    assert [one.money for one in budget.lines_of(call)][:2] == [Decimal("68400.00"), Decimal("22944.72")]


def test_three_decimals_of_an_act_stay(w):
    """Dalmine 2025: 429.156,359."""
    line = money_line(w, "429156.359")
    assert budget.lines_of(w.call)[0].money == Decimal("429156.359")
    assert line.moved_in.get().amount == Decimal("429156.359")


def test_an_award_is_held_to_the_line_and_a_line_keeps_what_it_granted(w):
    line = money_line(w, "5000.00")
    awarded(w, "adele", starts_on=NOVEMBER)  # 400 × 7 months to May
    assert (line_of(w).granted, line_of(w).left) == (Decimal("2800.00"), Decimal("2200.00"))
    case = make_case(w, "carla", carer_cost="950.00", requested=("caregiver", "caregiver_supplement"))
    with pytest.raises(Refused, match="Buoni") as refusal:
        award(application=case, by=w.manager, at=NOW, starts_on=NOVEMBER)
    assert "2.200,00" in refusal.value.sentence
    case.refresh_from_db()
    assert (case.status, case.awards.count(), BudgetCharge.objects.count()) == ("eligible", 0, 1)
    with pytest.raises(Refused, match=r"2\.200,00"):
        add_budget_money(line=line, kind="reduction", amount=Decimal("2200.01"), by=w.officer, **MONEY)
    other = money_line(w, "1.00", label="Altra")
    with pytest.raises(Refused):
        transfer_budget(from_line=line, to_line=other, amount=Decimal("2200.01"), by=w.officer, **MONEY)
    add_budget_money(line=line, kind="own_money", amount=Decimal("3400.00"), by=w.officer, **MONEY)
    award(application=case, by=w.manager, at=NOW, starts_on=NOVEMBER)  # 800 × 7 = 5600
    assert line_of(w).left == 0
    third = awarded_without_charge(w)
    with pytest.raises(IntegrityError, match="line_has_the_money"), transaction.atomic():
        BudgetCharge.objects.create(component=third, line=line, charged_at=NOW, charged_by=w.manager)


def awarded_without_charge(w):
    """A component of an award that nobody charged."""
    granted = make_case(w, "nadia").awards.create(
        determination=w.call.applications.get(person__last_name="El Amrani").determinations.first(),
        starts_on=NOVEMBER, ends_on=date(2026, 11, 30), awarded_at=NOW, awarded_by=w.manager,
    )  # fmt: skip
    return granted.components.create(code="caregiver", label="x", monthly_amount=400)


def test_the_database_holds_the_movements(w):
    line = money_line(w, "5000.00")
    awarded(w)
    row = line.moved_in.get()
    with pytest.raises(ProgrammingError), transaction.atomic():
        BudgetMovement.objects.filter(pk=row.pk).update(amount=9000)
    values = {
        "kind": "reduction",
        "from_line": line,
        "recorded_at": NOW,
        "recorded_by": w.officer,
        "fund": "x",
        **ACT,
    }
    with pytest.raises(IntegrityError, match="line_never_below_granted"), transaction.atomic():
        BudgetMovement.objects.create(amount=4000, **values)
    for wrong in ({"amount": -1}, {"amount": 1, "act": ""}, {"amount": 1, "to_line": line}):
        with pytest.raises(IntegrityError), transaction.atomic():
            BudgetMovement.objects.create(**(values | wrong))


def test_months_to_the_end_by_hand_and_as_the_database_counts(w):
    awarded(w, "adele", starts_on=NOVEMBER)  # before there were lines
    make_case(w, "carla")  # approved, not granted: 400 × 12
    line = money_line(w, "20000.00")
    component = line.charges.get().component
    changed = {"component": component, "reason": "ISEE", "decided_at": NOW, "decided_by": w.manager}
    AmountChange.objects.create(from_month=date(2027, 1, 1), monthly_amount=300, **changed)
    AmountChange.objects.create(from_month=date(2027, 3, 1), monthly_amount=250, **changed)
    make_run(w, state="issued")
    found = budget.of_call(w.call, rules=rules_of(w.call.rule_set), on=TODAY)
    (position,) = found.positions
    # November 400, December 400, January and February 300, March to May 250
    assert sum(euro for _month, euro in budget.by_month(component)) == Decimal("2150.00")
    assert position.line.granted == Decimal("2150.00")
    assert position.approved == Decimal("4800.00")
    assert position.booked == Decimal("400.00")
    assert position.left_at_the_end == Decimal("17850.00")
    assert [(one.month, one.granted) for one in found.months][:2] == [(NOVEMBER, 400), (DECEMBER, 400)]
    assert found.months[-1].left == Decimal("17850.00")


def test_only_officer_and_manager_write_on_it(w):
    line = money_line(w, "10.00")
    for who in (w.director, w.auditor, w.social_worker):
        with pytest.raises(Refused):
            add_budget_money(line=line, kind="own_money", amount=1, by=who, **MONEY)
    w = with_budget(w, "100.00")
    assert [one.label for one in open_budget(call=w.call, by=w.manager, **MONEY)] == ["Buoni"]
