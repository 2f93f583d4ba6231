"""Each check finds its case, says it in words, and leaves the others alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from applications.facts import rules_of
from applications.models import (
    Application,
    Assessment,
    AssessmentTerms,
    Certificate,
    HeldMeasure,
    HouseholdMember,
    IndividualPlan,
    Isee,
    LegalRepresentative,
    MeasureCheck,
    Person,
)
from eligibility.budget import Budget, BudgetLine
from eligibility.ruleset import load
from eligibility.text import Text
from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, awarded, iban_of, make_run
from vouchers import run_page
from vouchers.actions.check_run import check_run
from vouchers.actions.confirm_account import confirm_account
from vouchers.actions.register_interruption import register_interruption
from vouchers.actions.take_out import take_out
from vouchers.books import book_return
from vouchers.checks import CHECKS, grounds
from vouchers.models import AmountChange, Interruption, MoneyRules

WORDS = Text("Tutto", "All")


def found(run, severity="block"):
    """{(code, case ref)} of the findings of the run."""
    rows = run.checks.filter(application__isnull=False, severity=severity)
    return {(row.code, row.application.ref) for row in rows}


def change(case, **values):
    Application.objects.filter(pk=case.pk).update(**values)


@pytest.fixture
def two(w):
    """One case to spoil, one that must stay clean."""
    return awarded(w), awarded(w, "carla")


def test_two_right_cases_have_nothing_to_say(w, two):
    run = make_run(w, state="checked")
    assert not run.checks.exclude(severity="ok").exists()


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"iban": ""}, "no_iban"),
        ({"iban": "IT60X0542811101000000123457"}, "wrong_iban"),  # check digits
        ({"iban": "IT60X054281110100000012345"}, "wrong_iban"),  # one short
        ({"payee_name": "Davide Scalvini"}, "other_holder"),
        ({"payee_tax_code": "SCLRNT41B03X104T"}, "other_holder"),
    ],
)
def test_a_wrong_account_blocks_that_case_only(w, two, values, code):
    change(two[0], **values)
    assert found(make_run(w, state="checked")) == {(code, two[0].ref)}


@pytest.mark.parametrize(
    "values",
    [
        {"payee_name": "BRAMBATI adele"},
        {"payee_name": "Davide Scalvini", "payee_delegated": True},
        {"payee_name": "Qualcun Altro", "payee_tax_code": "BRMDLA48L52X104B"},
    ],
)
def test_the_person_or_a_mandate_is_a_right_holder(w, two, values):
    change(two[0], **values)
    assert not found(make_run(w, state="checked"))


def test_a_legal_representative_is_a_right_holder(w, two):
    LegalRepresentative.objects.create(
        person=two[0].person, kind="support_admin", last_name="Ferrandi", first_name="Laura"
    )
    change(two[0], payee_name="Laura Ferrandi")
    assert not found(make_run(w, state="checked"))


def test_one_account_for_strangers_blocks_both(w, two):
    change(two[1], iban=iban_of("adele"))
    assert found(make_run(w, state="checked")) == {("shared_iban", two[0].ref), ("shared_iban", two[1].ref)}


def test_one_account_in_one_household_is_right(w, two):
    HouseholdMember.objects.create(
        person=two[0].person, last_name="Montaldini", first_name="Carla", relation="sorella"
    )
    change(two[1], iban=iban_of("adele"))
    assert not found(make_run(w, state="checked"))


def test_a_death_blocks(w, two):
    Person.objects.filter(pk=two[0].person_id).update(died_on=date(2026, 11, 3))
    assert found(make_run(w, state="checked")) == {("died", two[0].ref)}


@pytest.mark.parametrize(
    ("starts_on", "severity", "code"),
    [
        (date(2026, 10, 19), "block", "away_too_long"),  # 31 days on 18 November
        (date(2026, 10, 20), "warning", "away"),  # 30 days
    ],
)
def test_an_open_stay_warns_up_to_thirty_days_then_blocks(w, starts_on, severity, code):
    case = awarded(w, starts_on=date(2026, 10, 1))
    register_interruption(
        application=case, by=w.social_worker, at=NOW, reason="hospital", starts_on=starts_on
    )
    run = make_run(w, state="checked")
    assert found(run, severity) == {(code, case.ref)}
    assert Interruption.objects.get().days_away(on=date(2026, 11, 18)) in (30, 31)


def test_a_plan_that_ended_blocks(w, two):
    IndividualPlan.objects.filter(application=two[0]).update(ends_on=date(2026, 10, 31))
    assert found(make_run(w, state="checked")) == {("plan_expired", two[0].ref)}


def test_an_isee_out_of_date_or_with_omissions_warns(w, two):
    Isee.objects.filter(person=two[0].person).update(valid_to=date(2026, 10, 31), has_omissions=True)
    run = make_run(w, state="checked")
    assert found(run, "warning") == {("isee_expired", two[0].ref), ("isee_omissions", two[0].ref)}
    assert not found(run)


def test_an_account_that_returned_a_payment_or_is_new_blocks(w, two):
    november = make_run(w, state="paid")
    payout = november.payouts.get(application=two[0])
    book_return(payout, reason="Conto chiuso", by=w.officer, at=DECEMBER_NOW)
    change(two[1], iban=iban_of("nuovo"))
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert found(run) == {("came_back", two[0].ref), ("iban_changed", two[1].ref)}
    # a second person has seen it: the next round lets it through
    confirm_account(application=two[1], how="bank_paper", seen="Estratto", by=w.officer, at=DECEMBER_NOW)
    check_run(run=run, by=w.officer, at=DECEMBER_NOW)
    assert found(run) == {("came_back", two[0].ref)}
    january = date(2027, 1, 1)
    take_out(run=run, application=two[0], reason="Conto chiuso", by=w.officer, at=DECEMBER_NOW)
    later = make_run(w, state="checked", month=january, at=DECEMBER_NOW)
    assert ("came_back", two[0].ref) in found(later)  # two lists after it still says so


def test_the_account_of_a_colleague_blocks_until_another_confirms_it(w, two):
    change(two[0], payee_name="Giulia Tessari", payee_delegated=True)  # the social worker of the case
    run = make_run(w, state="checked")
    assert found(run) == {("staff_account", two[0].ref)}
    confirm_account(application=two[0], how="in_person", seen="CI AX123", by=w.officer, at=NOW)
    check_run(run=run, by=w.officer, at=NOW)
    assert not found(run)


def test_the_account_of_a_colleague_is_known_from_another_case_too(w, two):
    other = awarded(w, "renato", caregiver=False, carer_cost="650.00", requested=("carer",))
    change(other, payee_name="Giulia Tessari", payee_delegated=True)
    change(two[0], iban=other.iban)
    assert ("staff_account", two[0].ref) in found(make_run(w, state="checked"))


@pytest.mark.parametrize(
    ("values", "severity", "code"),
    [
        ({"resident": False}, "block", "moved"),
        ({"lives_at_home": False}, "block", "left_home"),
    ],
)
def test_what_the_award_rests_on_is_looked_at(w, two, values, severity, code):
    change(two[0], **values)
    assert found(make_run(w, state="checked"), severity) == {(code, two[0].ref)}


@pytest.fixture
def trezzo(monkeypatch):
    """The list of measures of Trezzo, under which the awards are looked at."""
    rules = load(Path("eligibility/rulesets/trezzo-2025.toml").read_text())
    monkeypatch.setattr(grounds, "rules_of", lambda _row: rules)


@pytest.mark.usefixtures("trezzo")
def test_a_measure_that_cannot_go_with_this_one_blocks(w, two):
    change(two[0], other_measures=["home_care_premium"])
    run = make_run(w, state="checked")
    assert found(run) == {("incompatible", two[0].ref)}


@pytest.mark.usefixtures("trezzo")
def test_a_measure_that_ended_or_will_be_renounced_does_not_block(w, two):
    for case in two:
        change(case, other_measures=["home_care_premium"])
    HeldMeasure.objects.create(application=two[0], code="home_care_premium", renounces=True)
    MeasureCheck.objects.create(
        application=two[1], code="home_care_premium", receives=True, ends_on=date(2026, 10, 31)
    )
    run = make_run(w, state="checked")
    assert not found(run)
    MeasureCheck.objects.create(application=two[0], code="home_care_premium", receives=True)
    check_run(run=run, by=w.officer, at=NOW)
    assert found(run) == {("incompatible", two[0].ref)}


def test_evidence_and_assessment_past_their_day_and_a_move_inside_the_ambito_warn(w, two):
    Certificate.objects.filter(person=two[0].person).update(valid_to=date(2026, 10, 31))
    Person.objects.filter(pk=two[1].person_id).update(municipality=w.other_municipality)
    AssessmentTerms.objects.create(call=w.call, valid_months=1, written_at=NOW, written_by=w.manager)
    Assessment.objects.filter(application=two[0]).update(visited_on=date(2026, 9, 20))
    Assessment.objects.filter(application=two[1]).update(visited_on=date(2026, 11, 10))
    run = make_run(w, state="checked")
    assert found(run, "warning") == {
        ("certificate_expired", two[0].ref),
        ("assessment_expired", two[0].ref),
        ("moved_within", two[1].ref),
    }
    assert not found(run)


def test_who_the_money_of_the_call_does_not_reach_is_blocked(w, two, monkeypatch):
    rules = rules_of(w.call.rule_set)
    line = BudgetLine(code="all", label=WORDS, sentence=WORDS, amount=Decimal("500.00"))
    budget = Budget(label=WORDS, sentence=WORDS, lines=(line,))
    monkeypatch.setattr(grounds, "rules_of", lambda _row: replace(rules, budget=budget))
    run = make_run(w, state="checked")  # 400 and 400
    assert found(run) == {("over_budget", two[1].ref)}
    assert run.checks.get(application=two[1]).values == {"available": "500.00", "over": "300.00"}


@pytest.mark.parametrize(("percent", "told"), [(None, True), (49, True), (50, False)])
def test_an_amount_that_changes_more_than_the_office_allows_is_told(w, two, percent, told):
    make_run(w, state="paid")
    change_amount_of(two[0], Decimal("600.00"), by=w.manager)  # from 400: half as much again
    if percent:
        MoneyRules.objects.create(
            call=w.call, change_percent=percent, act="D. 1", decided_at=NOW, decided_by=w.manager
        )
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert (("amount_changed", two[0].ref) in found(run, "warning")) is told


def change_amount_of(case, amount, *, by):
    component = case.awards.get().components.get()
    AmountChange.objects.create(
        component=component,
        from_month=DECEMBER,
        monthly_amount=amount,
        reason="x",
        decided_at=NOW,
        decided_by=by,
    )


def test_every_sentence_can_be_said(w, two):
    """A missing value in a sentence would be a page that does not open."""
    change(two[0], iban="IT60X0542811101000000123457", payee_name="Davide Scalvini")
    Person.objects.filter(pk=two[0].person_id).update(died_on=date(2026, 11, 3))
    IndividualPlan.objects.filter(application=two[0]).update(ends_on=date(2026, 10, 31))
    Isee.objects.filter(person=two[0].person).update(valid_to=date(2026, 10, 31))
    run = make_run(w, state="checked")
    rows = run_page.findings(run, user=w.officer)
    assert len(rows) == 5
    for row in rows:
        assert row["title"]
        assert "%(" not in row["title"] + row["detail"]
        assert row["fix_url"].startswith("/pratiche/")


def test_the_checks_cost_the_same_for_one_case_and_for_many(w, django_assert_max_num_queries):
    for who in ("adele", "carla", "renato", "giacomo"):
        awarded(w, who)
    run = make_run(w, state="checked")
    with django_assert_max_num_queries(20):
        run_page.context(run, user=w.manager, at=NOW)


def test_no_two_checks_have_one_name():
    assert len({check.code for check in CHECKS}) == len(CHECKS)
