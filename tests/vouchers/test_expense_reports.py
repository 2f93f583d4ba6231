"""What is paid after its expense report: the least of documented, ceiling and sum; late, corrected, missing."""

from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from accounts.refusal import Refused
from eligibility.reimbursement import reimbursement, reimburses
from eligibility.ruleset import load
from tests.applications.factories import NOW, ROME, make_case, world
from tests.applications.verb_pages import said
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from tests.vouchers.ranked import with_rules
from tests.vouchers.test_corrections import FEBRUARY, FEBRUARY_NOW, JANUARY, JANUARY_NOW, lines, payouts
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_worked_cases import by_month, euro, pay
from vouchers import checks, expense_work
from vouchers.actions.award import award
from vouchers.actions.check_run import check_run
from vouchers.actions.record_expenses import record_expenses
from vouchers.actions.review_expenses import review_expenses
from vouchers.ledger import months, paid_to, previous_month, to_recover
from vouchers.models import ExpenseItem, ExpenseReport, MoneyRules, PaymentRun

MILANO = Path("eligibility/rulesets/milano-2026.toml")
CARER = {
    "caregiver": False,
    "carer_cost": "1150.00",
    "certificate": "care_allowance",
    "requested": ("carer",),
}


@pytest.fixture(autouse=True)
def no_checks(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())


def rules(w, **values):
    return MoneyRules.objects.create(
        call=w.call,
        act="Determina 14/2026",
        decided_at=NOW,
        decided_by=w.manager,
        **{"after_report": True} | values,
    )


def item(amount, *, code="carer", on=date(2026, 11, 17), **values):
    return {
        "code": code, "kind": "payslip", "payee": "Oksana Melnyk", "number": "", "paid_on": on,
        "amount": euro(amount), "file": None,
    } | values  # fmt: skip


def report(w, case, month, *amounts, at=NOW, accept=True, received_on=None, **values):
    """A report of ``month`` with these expenses, looked at by the officer unless ``accept`` is False."""
    received_on = received_on or at.date()
    items = [item(one, on=received_on, **values) for one in amounts]
    made = record_expenses(
        application=case, by=w.social_worker, at=at, month=month, received_on=received_on, items=items
    )
    return review_expenses(report=made, by=w.officer, at=at, verdict="accepted") if accept else made


def test_worked_case_14_milano_pays_two_months_at_a_time_after_their_reports(db):
    """100 a month for 18 months, 200 in each run, 1,800 in all; the 2,400 a year of direct care are no payment."""
    w = world(rules=MILANO, benefit_from=date(2026, 7, 1), benefit_to=date(2027, 12, 31))
    case = make_case(
        w, "luciana", isee="24100.00", requested=("caregiver", "direct_services"),
        declared={"line": "elderly", "direct_services_title": "Assistenza", "direct_services_cost": euro("2400.00")},
    )  # fmt: skip
    granted = award(application=case, by=w.manager, at=NOW)
    assert [(one.code, one.monthly_amount) for one in granted.components.all()] == [
        ("caregiver", euro("100.00"))
    ]
    first, second = date(2026, 7, 1), date(2026, 8, 1)
    report(w, case, first)  # nothing spent: the family says that it cared
    assert lines(make_run(w, month=first)) == []  # July waits for August
    run = make_run(w, month=second)
    assert lines(run) == [(first, euro("100.00"), "")]  # August waits for its report: that month only
    report(w, case, second)
    runs = [pay(w, second, run=check_run(run=run, by=w.officer, at=NOW))]
    for last in list(months(date(2026, 10, 1), date(2027, 12, 31)))[::2]:
        at = max(NOW, datetime(last.year, last.month, 28, 10, tzinfo=ROME))
        for month in (previous_month(last), last):
            report(w, case, month, at=at)
        runs.append(pay(w, last, at=at))
    assert [[one.amount for one in run.payouts.all()] for run in runs] == [[euro("200.00")]] * 9
    assert {line.cause for run in runs for line in run.payments.all()} == {""}  # each month in its own run
    assert by_month(case) == dict.fromkeys(months(first, date(2027, 12, 1)), euro("100.00"))
    assert paid_to(case) == euro("1800.00")


def test_the_least_of_documented_ceiling_and_sum_granted(db):
    """A carer of 1,150 a month: the call gives at most 800, the award 800; a month of 640 gives 640."""
    w = world()
    case = awarded(w, "giacomo", **CARER)
    rules(w)
    report(w, case, NOVEMBER, "500.00", "140.00")
    assert lines(make_run(w)) == [(NOVEMBER, euro("640.00"), "")]
    for part, whole in (("800.00", "800.00"), ("800.01", "800.00"), ("799.99", "799.99"), ("0.01", "0.01")):
        support = load(Path("eligibility/rulesets/regione-2022.toml").read_text()).intervention("carer")
        assert reimburses(support)
        rounding = load(Path("eligibility/rulesets/regione-2022.toml").read_text()).rounding
        assert reimbursement(support, rounding, euro(part), euro("800.00")) == euro(whole)
        assert reimbursement(support, rounding, euro(part), euro("300.00")) == min(
            euro(whole), euro("300.00")
        )


def test_a_missing_report_stops_that_month_only_and_a_late_one_pays_as_arrears(w):
    case = awarded(w, "giacomo", **CARER)
    other = awarded(
        w, "adele"
    )  # the caregiver of another case brings no expense: nothing either, until it says so
    rules(w)
    assert lines(make_run(w)) == []
    report(w, case, DECEMBER, "700.00", at=DECEMBER_NOW)
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert lines(december) == [(DECEMBER, euro("700.00"), "")]
    pay(w, DECEMBER, at=DECEMBER_NOW, run=december)
    report(w, case, NOVEMBER, "650.00", at=JANUARY_NOW)
    january = pay(w, JANUARY, at=JANUARY_NOW)
    assert lines(january) == [(NOVEMBER, euro("650.00"), "expenses")]
    assert (paid_to(case), paid_to(other)) == (euro("1350.00"), euro("0.00"))


def test_a_corrected_report_is_a_later_version_and_moves_the_difference(w):
    case = awarded(w, "giacomo", **CARER)
    rules(w)
    report(w, case, NOVEMBER, "700.00")
    pay(w, NOVEMBER)
    waiting = report(w, case, NOVEMBER, "500.00", at=DECEMBER_NOW, accept=False)
    report(w, case, DECEMBER, "800.00", at=DECEMBER_NOW)
    december = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert lines(december) == [(DECEMBER, euro("800.00"), "")]  # what waits changes nothing
    review_expenses(report=waiting, by=w.officer, at=DECEMBER_NOW, verdict="accepted")
    december = check_run(run=december, by=w.officer, at=DECEMBER_NOW)
    assert lines(december) == [(NOVEMBER, euro("-200.00"), "expenses"), (DECEMBER, euro("800.00"), "")]
    assert payouts(december) == [(euro("800.00"), euro("200.00"), euro("600.00"))]
    pay(w, DECEMBER, at=DECEMBER_NOW, run=december)
    again = report(w, case, NOVEMBER, "650.00", at=JANUARY_NOW)
    assert again.version == 3
    assert lines(make_run(w, month=JANUARY, at=JANUARY_NOW)) == [(NOVEMBER, euro("150.00"), "expenses")]
    assert case.expense_reports.filter(month=NOVEMBER).count() == 3  # nothing was removed
    assert to_recover(case) == euro("0.00")


def test_what_does_not_count_has_its_reason_and_what_is_wrong_goes_back(w):
    case = awarded(w, "giacomo", **CARER)
    rules(w)
    made = report(w, case, NOVEMBER, "500.00", "300.00", accept=False)
    _first, second = made.items.all()
    review = {"report": made, "at": NOW, "verdict": "accepted"}
    for by, more, words in (
        (w.social_worker, {}, "non"),  # not the role
        (w.officer, {"recognised": {second.pk: (euro("100.00"), " ")}}, "perché"),
        (w.officer, {"recognised": {second.pk: (euro("300.01"), "x")}}, "ricevuta"),
        (w.officer, {"verdict": "sent_back", "note": " "}, "sbagliato"),
    ):
        with pytest.raises(Refused, match=words):
            review_expenses(**{**review, "by": by, **more})
    review_expenses(
        **review, by=w.officer, recognised={second.pk: (euro("120.00"), "Fattura di un altro mese")}
    )
    assert lines(make_run(w)) == [(NOVEMBER, euro("620.00"), "")]
    with pytest.raises(Refused, match="già"):
        review_expenses(**review, by=w.manager)
    back = report(w, case, NOVEMBER, "900.00", accept=False)
    review_expenses(report=back, by=w.manager, at=NOW, verdict="sent_back", note="Manca la ricevuta")
    assert lines(check_run(run=PaymentRun.objects.get(), by=w.officer, at=NOW)) == [
        (NOVEMBER, euro("620.00"), "")
    ]


@pytest.mark.parametrize(("carry_over", "november"), [(False, "0.00"), (True, "700.00"), (None, "700.00")])
def test_a_month_reported_late_is_lost_only_where_it_is_decided(w, carry_over, november):
    """Thirty days from the end of November are up on 30 December; a version sent back in time was in time."""
    case = awarded(w, "giacomo", **CARER)
    rules(w, carry_over=carry_over, report_days=30)
    report(w, case, NOVEMBER, "700.00", at=JANUARY_NOW, received_on=date(2026, 12, 31))
    back = report(w, case, DECEMBER, "800.00", at=DECEMBER_NOW, accept=False)
    review_expenses(report=back, by=w.officer, at=DECEMBER_NOW, verdict="sent_back", note="Non si legge")
    report(w, case, DECEMBER, "700.00", at=FEBRUARY_NOW)
    pay(w, FEBRUARY, at=FEBRUARY_NOW)
    assert by_month(case).get(NOVEMBER, euro("0.00")) == euro(november)
    assert by_month(case)[DECEMBER] == euro("700.00")


def test_the_database_keeps_what_was_reported(w):
    case = awarded(w, "giacomo", **CARER)
    made = report(w, case, NOVEMBER, "700.00")
    row = made.items.get()
    for act in (
        lambda: made.delete(),
        lambda: row.delete(),
        lambda: ExpenseReport.objects.filter(pk=made.pk).update(verdict="sent_back", verdict_note="x"),
        lambda: ExpenseReport.objects.filter(pk=made.pk).update(received_on=date(2026, 11, 2)),
        lambda: ExpenseItem.objects.filter(pk=row.pk).update(recognised=euro("1.00"), refusal="x"),
        lambda: ExpenseItem.objects.filter(pk=row.pk).update(amount=euro("1.00")),
        lambda: ExpenseItem.objects.create(
            report=made, **{k: v for k, v in item("0.00").items() if k != "file"}
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    waiting = report(w, case, NOVEMBER, "1.00", accept=False)
    with pytest.raises(IntegrityError, match="reviewed_by_another"), transaction.atomic():
        ExpenseReport.objects.filter(pk=waiting.pk).update(
            verdict="accepted", reviewed_at=NOW, reviewed_by=w.social_worker
        )


SABBATICAL = """
[payment]
label = { it = "Ogni mese", en = "Every month" }
sentence = { it = "Dopo il rendiconto; un mese può restare senza.", en = "After the report; one month may lack it." }
sources = ["ats"]
every_months = 1
after_report = true
sabbatical_months = 1
"""


def test_more_months_without_a_report_than_the_call_allows_are_a_forfeiture_to_decide(
    client, w, time_machine
):
    case = awarded(with_rules(w, SABBATICAL), "giacomo", **CARER)

    def to_decide(user=w.manager, at=FEBRUARY_NOW):
        found = expense_work.reports_missing(user=user, on=at.date(), whose="comune")
        return [one for one in found if one.code == "forfeit_unreported"]

    assert to_decide(at=DECEMBER_NOW) == []  # only November is over
    assert to_decide(user=w.social_worker) == []
    (task,) = to_decide()
    assert "novembre 2026, dicembre 2026, gennaio 2027" in task.why
    time_machine.move_to(FEBRUARY_NOW, tick=False)
    manager = as_user(client, w.manager)
    proposed = said(manager.get(task.action_url))
    assert task.action_url.endswith("?dal=2026-12-01")
    assert "01/12/2026" in proposed
    assert manager.get(task.action_url.replace("2026-12-01", "boh")).status_code == 200
    page = said(manager.get(reverse("vouchers:expense_reports", args=[case.ref])))
    assert "Mesi senza rendiconto: 3. L’avviso ne ammette 1" in page
    assert page.count("Mese non ancora finito") == 1  # February
    assert page.count("Manca") == 3
    shown = said(manager.get(reverse("vouchers:money_rules", args=[w.call.number_prefix])))
    assert "Mesi che possono restare senza rendiconto" in shown
    report(w, case, NOVEMBER, "640.00", at=FEBRUARY_NOW)
    assert len(to_decide()) == 1
    report(w, case, DECEMBER, "640.00", at=FEBRUARY_NOW, accept=False)  # it waits, but it is there
    assert to_decide() == []
    assert lines(make_run(w, month=FEBRUARY, at=FEBRUARY_NOW)) == [(NOVEMBER, euro("640.00"), "expenses")]
