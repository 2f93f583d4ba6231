"""Each check finds its case, says it in words, and leaves the others alone."""

from datetime import date

import pytest

from applications.models import (
    Application,
    HouseholdMember,
    IndividualPlan,
    Isee,
    LegalRepresentative,
    Person,
)
from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, awarded, iban_of, make_run
from vouchers import run_page
from vouchers.actions.register_interruption import register_interruption
from vouchers.books import book_return
from vouchers.checks import CHECKS
from vouchers.checks.looks import iban_is_right
from vouchers.models import Interruption


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


def test_an_account_that_returned_a_payment_blocks_and_a_new_one_warns(w, two):
    november = make_run(w, state="paid")
    payout = november.payouts.get(application=two[0])
    book_return(payout, reason="Conto chiuso", by=w.officer, at=DECEMBER_NOW)
    change(two[1], iban=iban_of("nuovo"))
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert found(run) == {("came_back", two[0].ref)}
    assert found(run, "warning") == {("iban_changed", two[1].ref)}


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


@pytest.mark.parametrize(
    ("iban", "right"),
    [
        ("IT60X0542811101000000123456", True),
        ("IT60A0542811101000000123456", False),  # the bank's own letter
        ("DE89370400440532013000", True),
        ("", False),
        ("IT", False),
    ],
)
def test_an_iban_is_checked_to_the_bottom(iban, right):
    assert iban_is_right(iban) is right


def test_no_two_checks_have_one_name():
    assert len({check.code for check in CHECKS}) == len(CHECKS)
