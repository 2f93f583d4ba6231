"""The worked cases of real calls (cases.md), each paid through the ledger: months and euro with their known answers.

Case 4 stands in ``test_corrections.py``, 27, 27b and 27c in ``test_ledger.py``, 14 in ``test_expense_reports.py``.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from accounts.refusal import Refused
from applications.models import Application, Person
from eligibility.budget import fund
from eligibility.ruleset import load
from tests.applications.factories import NOW, make_case, world
from tests.vouchers.factories import advance, iban_of, make_run
from vouchers import checks
from vouchers.actions.award import award
from vouchers.granted import granted
from vouchers.ledger import months, paid_to, to_recover
from vouchers.models import Award, AwardComponent, LedgerEntry
from vouchers.moves import write_state

SHIPPED = Path("eligibility/rulesets")
JUNE, MAY = date(2025, 6, 1), date(2026, 5, 1)  # twelve months, as the calls of 2025 say


def euro(text):
    return Decimal(text)


@pytest.fixture(autouse=True)
def no_checks(monkeypatch):
    """The runs of these months are opened later, with the evidence of today: what stops a list is tested elsewhere."""
    monkeypatch.setattr(checks, "CHECKS", ())


def under(name):
    """An Ambito whose call is a shipped rule set, with the benefit from June 2025 to May 2026."""
    return world(rules=SHIPPED / f"{name}.toml", benefit_from=JUNE, benefit_to=date(2026, 5, 31))


def granted_to(w, who, **evidence):
    case = make_case(w, who, iban=iban_of(who), **evidence)
    award(application=case, by=w.manager, at=NOW)
    return Application.objects.with_people().get(pk=case.pk)


def pay(w, month, *, at=NOW, run=None):
    """The run of ``month`` (or ``run``), paid; its papers are others' business here."""
    run = advance(w, run or make_run(w, month=month, at=at), to="issuing", at=at)
    return advance(w, write_state(row=run, state="issued"), to="paid", at=at)


def by_month(case):
    """{month: euro} that the ledger says were owed to the case."""
    rows = LedgerEntry.objects.filter(account="expense", application=case).order_by()
    return dict(rows.values_list("month").annotate(Sum("amount")))


def every_month(amount):
    return dict.fromkeys(months(JUNE, MAY), euro(amount))


def test_cases_5_and_6_seregno(db):
    """The caregiver's son files with his own SPID: 100 a month; the carer costs 1,020: 800 a month."""
    w = under("seregno-2025")
    son = {"declared": {"filed_with": "caregiver"}}
    five = granted_to(w, "luciana", certificate="care_allowance", **son)
    six = granted_to(w, "renato", caregiver=False, carer_cost="1020.00", requested=("carer",))
    pay(w, MAY)
    assert by_month(five) == every_month("100.00")
    assert by_month(six) == every_month("800.00")
    assert (paid_to(five), paid_to(six)) == (euro("1200.00"), euro("9600.00"))
    # 5b: filed with the beneficiary's own SPID the amount is not computed, and there is nothing to award
    with pytest.raises(Refused, match="non spetta nessun importo"):
        make_case(w, "nora", declared={"filed_with": "beneficiary"})
    assert not Award.objects.filter(application__person__first_name="Nora").exists()


def test_cases_7_to_10_carate(db):
    """100 × 12 for the caregiver; the local ceiling of 600 for carer and autonomy; no refund of a theatre course."""
    w = under("carate-2025")
    seven = granted_to(w, "carla")
    eight = granted_to(w, "fausto", caregiver=False, carer_cost="980.00", requested=("carer",))
    nine = granted_to(
        w,
        "nadia",
        caregiver=False,
        carer_cost="1300.00",
        requested=("independent_living",),
        personal_assistant=True,
    )
    with pytest.raises(Refused, match="non spetta nessun importo"):  # case 10
        make_case(
            w, "sofia", isee_kind="ordinario", requested=("minors_voucher",),
            minors_project_title="Corso di teatro", minors_project_cost=euro("60.00"),
        )  # fmt: skip
    ten = Application.objects.get(person__first_name="Sofia")
    committed = {key: total for key, _group, _code, total in granted(w.call)}
    assert committed == {seven.pk: euro("1200.00"), eight.pk: euro("7200.00"), nine.pk: euro("7200.00")}
    pay(w, MAY)
    assert by_month(seven) == every_month("100.00")
    assert by_month(eight) == every_month("600.00")
    assert by_month(nine) == every_month("600.00")
    assert by_month(ten) == {}
    assert (paid_to(seven), paid_to(eight), paid_to(nine), paid_to(ten)) == (
        euro("1200.00"), euro("7200.00"), euro("7200.00"), euro("0.00"),
    )  # fmt: skip
    assert to_recover(seven) == euro("0.00")


def test_cases_22_and_22b_trezzo_pays_57_people_and_108_54_is_left(db):
    """Six lines that make 173,001.36 to the cent; of the elders' 68,508.54 the ledger pays 57 × 12 × 100."""
    w = under("trezzo-2025")
    first = granted_to(w, "luciana")
    cost = sum((row[3] for row in granted(w.call)), euro("0.00"))
    budget = load((SHIPPED / "trezzo-2025.toml").read_text()).budget
    lines = budget.split()
    assert sum(lines.values()) == euro("173001.36")
    assert sorted(lines.values()) == [euro(one) for one in (
        "7785.06", "7785.06", "22836.18", "22836.18", "43250.34", "68508.54")]  # fmt: skip
    funding = fund([(str(n), cost) for n in range(60)], lines["elderly_indirect"], "stop")
    funded = [row for row in funding.rows if row.state == "funded"]
    assert (cost, len(funded), funding.rows[57].state) == (euro("1200.00"), 57, "not_funded")
    _like(first, len(funded) - 1)
    pay(w, MAY)
    owed = LedgerEntry.objects.filter(account="expense").aggregate(total=Sum("amount"))["total"]
    paid = -LedgerEntry.objects.filter(account="bank").aggregate(total=Sum("amount"))["total"]
    assert owed == paid == euro("68400.00")
    assert lines["elderly_indirect"] - paid == euro("108.54")
    assert (
        LedgerEntry.objects.filter(account="expense").values("person", "month").distinct().count() == 57 * 12
    )


def _like(case, more):
    """So many more people with the same award; a code of a place that does not exist makes each of them another."""
    rows = []
    for n in range(more):
        person = Person.objects.get(pk=case.person_id)
        person.pk, person.tax_code = None, f"BRSLCN40B63Y{n:03}I"
        person._state.adding = True
        rows.append(person)
    people = Person.objects.bulk_create(rows)
    cases = []
    for n, person in enumerate(people):
        one = Application.objects.get(pk=case.pk)
        one.pk, one.person, one.number, one.draft_code, one.iban = (
            None, person, f"B2-2026-9{n:03}", f"C{n:05}", iban_of(f"copia{n}"),
        )  # fmt: skip
        one._state.adding = True
        cases.append(one)
    cases = Application.objects.bulk_create(cases)
    awards, components = [], []
    source = case.awards.get()
    for one in cases:
        awards.append(
            Award(
                application=one, determination=source.determination, starts_on=source.starts_on,
                ends_on=source.ends_on, awarded_at=NOW, awarded_by=source.awarded_by,
            )
        )  # fmt: skip
    for granted_one in Award.objects.bulk_create(awards):
        components += [
            AwardComponent(award=granted_one, code=c.code, label=c.label, monthly_amount=c.monthly_amount)
            for c in source.components.all()
        ]
    AwardComponent.objects.bulk_create(components)
