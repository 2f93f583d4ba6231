"""Periods that may not meet, versions that stay, states in words, and other measures as they were found."""

import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.refusal import Refused
from applications import evidence_page, facts
from applications.actions.add_inps_report import add_inps_report
from applications.actions.check_measure import check_measure
from applications.models import Application, CarerContract, Certificate, InpsReport, Isee, MeasureCheck
from tests.applications.factories import NOW, TODAY, complete, make_case, make_draft
from tests.applications.intake_pages import client_of, errors_of, save
from tests.applications.verb_pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(w):
    return complete(make_draft(w))


def isee_row(place, **values):
    row = {
        "kind": "sociosanitario", "verification": "declared", "value": "17.000,00", "year": "2026",
        "issued_on": "01/07/2026", "valid_to": "31/12/2026",
    } | values  # fmt: skip
    return {f"isee-{place}-{name}": value for name, value in row.items()} | {"isee-TOTAL_FORMS": place + 1}


def url(name, case, *more):
    return reverse(f"applications:{name}", args=[case.ref, *more])


def test_a_new_isee_takes_the_place_of_the_old_one(case, browser_of):
    assert save(browser_of, case, "requisiti", **isee_row(1)).status_code == 302
    new, old = Isee.objects.all()
    assert (old.valid_to, new.issued_on) == (date(2026, 6, 30), date(2026, 7, 1))
    assert old.verified_by is not None, "closing a period is not a new check of its value"
    page = said(browser_of.get(url("case", case)))
    assert "17.000,00" in page
    assert "18.400,00" not in page, "the old one is among the versions"
    versions = said(browser_of.get(url("evidence", case)))
    assert "18.400,00" in versions
    assert "17.000,00" in versions


@pytest.mark.parametrize("issued", ["20/01/2026", "10/01/2026"])
def test_two_periods_of_one_kind_are_refused_in_words(case, browser_of, issued):
    answer = save(browser_of, case, "requisiti", **isee_row(1, issued_on=issued))
    assert "20/01/2026 – 31/12/2026" in errors_of(answer)
    assert "17.000,00" in said(answer)
    assert Isee.objects.count() == 1
    assert save(browser_of, case, "requisiti", **isee_row(1, kind="corrente")).status_code == 302


def test_the_database_refuses_what_no_form_saw(case):
    twin = Isee.objects.get()
    twin.pk = None
    with pytest.raises(IntegrityError, match="isee_no_overlap"), transaction.atomic():
        twin.save()
    held = Certificate.objects.get()
    held.pk, held.recognised_on, held.valid_to = None, TODAY, None
    with pytest.raises(IntegrityError, match="certificate_no_overlap"), transaction.atomic():
        held.save()
    held.kind = "care_allowance"
    held.save()


@pytest.mark.django_db(transaction=True)
def test_two_offices_at_once_leave_one_report(w):
    case = make_draft(w)
    contract = CarerContract.objects.create(application=case, carer_name="Oksana Melnyk")
    gate, answers = threading.Barrier(2), []

    def write():
        gate.wait()
        try:
            add_inps_report(
                application=case, by=w.social_worker, at=NOW, contract=contract, verification="document",
                kind="contributions", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30),
            )  # fmt: skip
            answers.append("")
        except Refused as refusal:
            answers.append(str(refusal.sentence))
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(answers) == 2
    assert sorted(bool(one) for one in answers) == [False, True]
    assert InpsReport.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "words"),
    [(61, "Valida"), (60, "Scade tra 60 giorni"), (0, "Scade oggi"), (-1, "Scaduta")],
)
def test_the_state_of_an_isee_in_words(w, case, browser_of, days, words):
    Isee.objects.update(valid_to=TODAY + timedelta(days=days))
    assert words in said(browser_of.get(url("case", case)))


def test_a_discrepancy_and_a_pending_one_say_so(w, case, browser_of):
    Isee.objects.update(has_omissions=True)
    Certificate.objects.update(pending=True, recognised_on=None, receipt="RIC-77")
    page = said(browser_of.get(url("case", case)))
    assert "Con difformità" in page
    assert "In attesa" in page
    assert "RIC-77" in page


def test_a_check_says_how_and_who(w, case):
    isee = Isee.objects.get()
    page = url("verify_evidence", case, "isee", isee.pk)
    typed = {"verification": "registry", "note": "Attestazione letta il 18/11"}
    assert client_of(w.social_worker).post(page, typed).status_code == 302
    isee.refresh_from_db()
    assert (isee.verification, isee.verified_by) == ("registry", w.social_worker)
    assert "Attestazione letta" in said(client_of(w.social_worker).get(url("case", case)))
    client_of(w.social_worker).post(page, {"verification": "declared"})
    isee.refresh_from_db()
    assert isee.verified_by is None
    assert client_of(w.manager).get(page).status_code == 403
    assert client_of(w.other_social_worker).get(page).status_code == 404
    other = complete(make_draft(w, "carla")).person.isee_set.get()
    assert client_of(w.social_worker).get(url("verify_evidence", case, "isee", other.pk)).status_code == 404


def test_a_removed_row_stays_openable_with_who_wrote_it(w, case, browser_of):
    save(browser_of, case, "requisiti", **isee_row(1))
    save(browser_of, case, "requisiti", **{"isee-0-DELETE": "on"})
    rows = evidence_page.versions(case, user=w.manager)
    found = {(one.value.replace("\xa0", " "), one.state): one.written_by for one in rows}
    assert len(found) == len(rows)  # each version once
    assert found["17.000,00 €", "removed"] == w.social_worker.full_name
    assert [one.removed_by for one in rows if one.state == "removed"] == [w.social_worker.full_name]
    assert ("18.400,00 €", "current") in found


def test_evidence_is_renewed_while_the_case_is_paid(w):
    case = make_case(w)
    assert case.status == "eligible"
    browser = client_of(w.social_worker)
    determination = case.determinations.get()
    save(browser, case, "requisiti", **isee_row(1))
    assert Isee.objects.count() == 2
    assert case.determinations.get().facts == determination.facts


def test_each_role_reads_its_part_of_the_versions(w, case):
    def kinds(user):
        return {one.key[0] for one in evidence_page.versions(case, user=user)}

    assert kinds(w.officer) == {"isee"}
    assert kinds(w.nurse) == {"certificate"}
    assert kinds(w.manager) == {"isee", "certificate"}


def test_what_was_found_beats_what_was_declared(w, case):
    Application.objects.update(other_measures=["sad", "b1"])
    case = Application.objects.with_people().get(pk=case.pk)
    check = {"application": case, "by": w.social_worker, "at": NOW, "verification": "registry"}
    check_measure(**check, code="b1", receives=False)
    check_measure(**check, code="dopo_di_noi", receives=True, monthly_amount=Decimal("300"))
    check_measure(**check, code="rsa_aperta", receives=True, renounced_on=TODAY + timedelta(days=10))
    again = Application.objects.get(pk=case.pk)
    assert facts.measures(again, on=TODAY) == ("sad", "dopo_di_noi", "rsa_aperta")
    assert facts.measures(again, on=TODAY + timedelta(days=10)) == ("sad", "dopo_di_noi")
    assert MeasureCheck.objects.get(code="b1").verified_by == w.social_worker
    page = said(client_of(w.social_worker).get(url("case", case)))
    assert "Con difformità" in page
    assert facts.measures(make_draft(w, "carla"), on=TODAY) is None


def test_a_report_and_a_check_are_corrected_and_taken_away_and_stay_readable(w, case):
    contract = CarerContract.objects.create(application=case, carer_name="Oksana Melnyk")
    facts_of = {"application": case, "by": w.social_worker, "at": NOW, "verification": "document"}
    report = add_inps_report(
        **facts_of, contract=contract, kind="contributions", starts_on=date(2026, 7, 1), amount=Decimal("410"),
    )  # fmt: skip
    check_measure(**facts_of, code="b1", receives=True)
    browser = client_of(w.social_worker)
    page = url("edit_inps_report", case, report.pk)
    typed = {"contract": contract.pk, "kind": "contributions", "starts_on": "01/07/2026", "amount": "401,00"}
    assert 'value="410,00"' in browser.get(page).content.decode()
    assert browser.post(page, typed | {"verification": "registry"}).status_code == 302
    versions = said(browser.get(url("evidence", case)))
    assert "401,00" in versions
    assert "410,00" in versions
    measure = f"{url('check_measure', case)}?misura=b1"
    assert (
        "checked" in browser.get(measure).content.decode().partition('name="receives" value="yes"')[2][:120]
    )
    assert browser.post(measure, {"receives": "no", "verification": "registry"}).status_code == 302
    row = MeasureCheck.objects.get()
    assert (row.code, row.receives) == ("b1", False)
    away = url("remove_proof", case, "measurecheck", row.pk)
    assert "reason" in browser.post(away, {"reason": " "}).context["form"].errors
    assert browser.post(away, {"reason": "Scritta sulla pratica sbagliata"}).status_code == 302
    assert not MeasureCheck.objects.exists()
    states = {
        one.state for one in evidence_page.versions(case, user=w.manager) if one.key[0] == "measurecheck"
    }
    assert states == {"removed", "replaced"}
    assert browser.get(url("remove_proof", case, "isee", Isee.objects.get().pk)).status_code == 404
    assert client_of(w.other_social_worker).get(page).status_code == 404
