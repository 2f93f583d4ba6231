"""The steps of the intake: each saves what it says, refuses with a sentence, and loses nothing."""

from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AccessLog
from applications import intake
from applications.models import Application, Certificate, Event, Isee, Person
from tests.applications.factories import IBAN, NOW, PEOPLE, TODAY, complete, make_case, make_draft
from tests.applications.intake_pages import client_of, errors_of, save, url

pytestmark = pytest.mark.django_db

KIND = {"isee-0-kind": "sociosanitario"}
DATES = {"isee-0-issued_on": "20/01/2026", "isee-0-valid_to": "31/12/2026"}
CERTIFICATE = {"certificates-0-kind": "law_104_c3", "certificates-0-recognised_on": "3/2/2020"}
CONTRACT = {"contracts-0-carer_name": "Oksana", "contracts-0-starts_on": "1/3/2026"}


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_step_opens_and_saves_as_it_was(w, browser_of):
    case = complete(make_draft(w), carer_cost="950.00")
    before = Application.objects.values().get(pk=case.pk) | {"edit_version": None}
    steps = intake.codes_of(case, on=TODAY)[:-1]
    for step in steps:
        response = save(browser_of, case, step)
        assert response.status_code == 302, (step, errors_of(response))
    assert Application.objects.values().get(pk=case.pk) | {"edit_version": None} == before
    assert Event.objects.filter(application=case, verb="edit").count() == len(steps)
    assert Isee.objects.count() == Certificate.objects.count() == 1


def test_every_opening_is_logged(draft, browser_of):
    browser_of.get(url(draft, "persona"))
    row = AccessLog.objects.latest("pk")
    assert (row.subject_id, row.reference) == (draft.person_id, draft.ref)


def test_a_whole_intake_by_its_pages(w, draft, browser_of):
    case = draft
    assert save(browser_of, case, "residenza", resident="true", resident_checked_on="18.11.2026").url == url(
        case, "nucleo"
    )
    save(
        browser_of,
        case,
        "nucleo",
        **{
            "members-0-last_name": "Ferrandi",
            "members-0-first_name": "Piero",
            "members-0-relation": "marito",
        },
    )
    save(
        browser_of,
        case,
        "requisiti",
        **{
            "lives_at_home": "true",
            "certificates-0-kind": "law_104_c3",
            "certificates-0-recognised_on": "3/2/2020",
            "isee-0-kind": "sociosanitario",
            "isee-0-value": "18.400,00",
            "isee-0-issued_on": "20/01/2026",
            "isee-0-valid_to": "31/12/2026",
            "isee-0-verification": "registry",
        },
    )
    save(
        browser_of,
        case,
        "caregiver",
        has_caregiver="true",
        last_name="Ferrandi",
        first_name="Laura",
        relation="figlia",
        weekly_hours="25,5",
    )
    save(
        browser_of,
        case,
        "assistente",
        **{
            "has_carer": "true",
            "contracts-0-carer_name": "Oksana Melnyk",
            "contracts-0-regular": "true",
            "contracts-0-monthly_cost": "950",
        },
    )
    save(
        browser_of, case, "sostegni", requested=["caregiver", "caregiver_supplement"], no_other_measures="on"
    )
    save(browser_of, case, "riscossione", iban="it60 x054 2811 1010 0000 0123 456")
    assert save(browser_of, case, "consensi", consent_given_on="18/11/2026").url == url(case, "riepilogo")
    case = Application.objects.with_people().get(pk=case.pk)
    assert (case.resident, case.resident_checked_on, case.lives_at_home) == (True, TODAY, True)
    isee, caregiver, contract = case.person.isee_set.get(), case.caregivers.get(), case.carer_contracts.get()
    assert (isee.value, isee.year, isee.verified_by, isee.verified_at) == (
        Decimal("18400.00"),
        2026,
        w.social_worker,
        NOW,
    )
    assert (caregiver.weekly_hours, contract.monthly_cost, contract.regular) == (
        Decimal("25.50"),
        Decimal("950.00"),
        True,
    )
    assert (case.requested, case.other_measures) == (["caregiver", "caregiver_supplement"], [])
    assert (case.iban, case.payee_name, case.consent_given_on) == (IBAN, "Adele Brambati", TODAY)
    assert {row.state for row in intake.progress(case, on=TODAY)[:-1]} == {intake.State.DONE}
    summary = browser_of.get(url(case, "riepilogo")).content.decode()
    assert "18.400,00" in summary
    assert "Invia la domanda" in summary
    assert "aria-disabled" not in summary


@pytest.mark.parametrize(
    ("step", "changes", "words"),
    [
        ("residenza", {"postal_code": "2504"}, "Il CAP ha 5 cifre"),
        ("residenza", {"resident_checked_on": "18/11/2027"}, "futuro"),
        ("nucleo", {"members-0-last_name": "Ferrandi"}, "Scrivi"),
        ("requisiti", {**KIND, "isee-0-value": "diciotto", **DATES}, "per esempio 1.142,60"),
        ("requisiti", {**KIND, "isee-0-value": "18.400,123", **DATES}, "per esempio 1.142,60"),
        ("requisiti", {**KIND, **DATES, "isee-0-value": "1", "isee-0-valid_to": "1/1/2026"}, "le due date"),
        ("requisiti", {"certificates-0-kind": "law_104_c3"}, "riconoscimento"),
        ("requisiti", {**CERTIFICATE, "declares_no_certificate": "on"}, "togli questa spunta"),
        ("caregiver", {"has_caregiver": "true", "last_name": "Ferrandi"}, "Scrivi"),
        ("caregiver", {"weekly_hours": "200"}, "168 ore"),
        ("caregiver", {"tax_code": PEOPLE["adele"][0]}, "quello del caregiver"),
        ("assistente", {**CONTRACT, "contracts-0-ends_on": "1/2/2026"}, "controlla le due date"),
        ("sostegni", {"other_measures": ["b1"], "no_other_measures": "on"}, "togli una delle due spunte"),
        ("riscossione", {"iban": "IT60X05428111010000001234"}, "27 caratteri e comincia con IT"),
        ("riscossione", {"iban": "IT61X0542811101000000123456"}, "cifre di controllo"),
        ("riscossione", {"iban": IBAN, "payee_tax_code": PEOPLE["renato"][0]}, "delega"),
        ("consensi", {"consent_given_on": "18-11-26"}, "Scrivi la data così"),
    ],
)  # fmt: skip
def test_bad_input_is_a_sentence_and_loses_nothing(draft, browser_of, step, changes, words):
    before = Application.objects.values().get(pk=draft.pk)
    response = save(browser_of, draft, step, **changes)
    assert response.status_code == 200
    assert words in errors_of(response)
    page = response.content.decode()
    assert 'role="alert"' in page
    for value in changes.values():
        assert (
            isinstance(value, list)
            or value in ("on", "true")
            or value in page.replace(" ", "")
            or value in page
        )
    assert Application.objects.values().get(pk=draft.pk) == before
    assert not Isee.objects.exists()
    assert not Certificate.objects.exists()


def test_a_no_closes_the_step_and_a_minor_needs_who_signs(w, draft, browser_of):
    save(browser_of, draft, "caregiver", has_caregiver="false")
    save(browser_of, draft, "assistente", has_carer="true")
    states = {row.code: row.state for row in intake.progress(Application.objects.get(), on=TODAY)}
    assert (states["caregiver"], states["assistente"]) == (intake.State.NOT_NEEDED, intake.State.STARTED)
    minor = make_draft(w, "sofia")
    save(browser_of, minor, "nucleo")
    states = {row.code: row.state for row in intake.progress(minor, on=TODAY)}
    assert states["nucleo"] == intake.State.STARTED
    page = browser_of.get(url(minor, "requisiti")).content.decode()
    assert "Per un minore serve l’ISEE ordinario" in page


def test_after_submission_it_saves_and_goes_back_to_the_case(w, browser_of):
    case = make_case(w, status="assessing")
    response = save(browser_of, case, "residenza", address="Via Nuova 3")
    assert response.url == reverse("applications:case", args=[case.number]) + "#requisiti"
    assert Person.objects.get().address == "Via Nuova 3"
    assert browser_of.get(reverse("applications:edit", args=[case.ref])).url == url(case, "riepilogo")
    assert "Cambia" in browser_of.get(url(case, "riepilogo")).content.decode()


def test_a_closed_case_is_not_edited(w, browser_of):
    case = make_case(w, status="plan_review")
    assert browser_of.get(url(case, "residenza")).url == reverse("applications:case", args=[case.number])
    posted = {"version": case.edit_version, "address": "Via Nuova 3"}
    response = browser_of.post(url(case, "residenza"), posted)
    assert response.status_code == 200
    assert "Via Nuova 3" in response.content.decode()
    assert Person.objects.get().address == "Via delle Querce 14"


def test_the_way_through_the_steps(w, draft, browser_of):
    assert browser_of.get(reverse("applications:edit", args=[draft.ref])).url == url(draft, "residenza")
    assert browser_of.get(f"/domande/{draft.ref}/altro/").status_code == 404
    back = save(browser_of, draft, "consensi", back="riepilogo")
    assert back.url == url(draft, "riepilogo")
    assert save(browser_of, draft, "nucleo", then="another").url == url(draft, "nucleo") + "?altro=1"
    assert (
        save(browser_of, draft, "nucleo", then="leave").url
        == reverse("applications:case", args=[draft.ref]) + "#nucleo"
    )


def test_other_offices_and_roles_do_not_get_in(w, draft):
    assert client_of(w.other_social_worker).get(url(draft, "persona")).status_code == 404
    assert client_of(w.manager).get(url(draft, "persona")).status_code == 403
    assert (
        client_of(w.other_social_worker)
        .post(reverse("applications:eligibility_panel", args=[draft.ref]))
        .status_code
        == 404
    )


def test_a_closed_account_is_changed_while_the_case_is_paid(w, browser_of):
    case = make_case(w, status="eligible")
    page = browser_of
    for step, status in (("riscossione", 200), ("residenza", 302)):
        assert page.get(f"/domande/{case.ref}/{step}/").status_code == status
    data = {
        "payee_name": "Adele Brambati",
        "payee_tax_code": "",
        "iban": "IT23C2761184606000909925048",
        "version": case.edit_version,
    }
    page.post(f"/domande/{case.ref}/riscossione/", data)
    case.refresh_from_db()
    assert case.iban == "IT23C2761184606000909925048"
