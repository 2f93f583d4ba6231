"""The pages of the money: who opens them, what they show, what they refuse."""

import pytest
from django.urls import reverse

from accounts.actions.enrol import enrol
from accounts.models import AccessLog
from tests.accounts.factories import SECRET, signed_in
from tests.applications.factories import NOW, make_case, world
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, WORKED, awarded, make_run
from vouchers.actions.lock_run import lock_run
from vouchers.models import PaymentRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine):
    """The machine's clock stands at the moment of the factories."""
    time_machine.move_to(NOW, tick=False)
    return time_machine


def as_user(client, user):
    """The client signed in as ``user``, second factor included."""
    if not user.authenticator_set.exists():
        enrol(user=user, totp_secret=SECRET)
    return signed_in(client, user)


@pytest.fixture
def w(clock):
    return world()


def test_the_month_goes_from_the_list_to_paid_through_the_pages(client, w):
    for who, (evidence, _amount) in WORKED.items():
        awarded(w, who, **evidence)
    officer = as_user(client, w.officer)
    assert officer.get(reverse("vouchers:runs")).status_code == 200
    opened = officer.post(reverse("vouchers:open_run"), {"month": "2026-11", "value_date": "27/11/2026"})
    assert opened.url == reverse("vouchers:run", args=["2026-11"])
    officer.post(reverse("vouchers:check_run", args=["2026-11"]))
    page = officer.get(opened.url).content.decode()
    for amount in ("2.650,00", "Borgolungo"):
        assert amount in page
    run = PaymentRun.objects.get()
    confirm = officer.get(reverse("vouchers:lock_run", args=["2026-11"])).content.decode()
    assert "Blocchi 4 pagamenti per 2.650,00" in confirm
    officer.post(reverse("vouchers:lock_run", args=["2026-11"]), {"version": run.version})
    run.refresh_from_db()
    assert run.state == "locked"
    for who in (w.manager, w.director):
        as_user(client, who).post(
            reverse("vouchers:approve_run", args=["2026-11"]), {"lines_hash": run.lines_hash}
        )
    run.refresh_from_db()
    assert run.state == "approved"
    as_user(client, w.officer).post(reverse("vouchers:issue_run", args=["2026-11"]))
    run.refresh_from_db()
    assert run.state == "issuing"
    assert "4 di 10" not in client.get(opened.url).content.decode()


def test_every_worked_amount_is_on_the_lines(client, w):
    for who, (evidence, _amount) in WORKED.items():
        awarded(w, who, **evidence)
    make_run(w, state="checked")
    page = as_user(client, w.officer).get(reverse("vouchers:lines", args=["2026-11"])).content.decode()
    for _evidence, amount in WORKED.values():
        assert f"{amount.replace('.', ',')}\xa0€" in page


@pytest.mark.parametrize(
    "state", ["draft", "checked", "locked", "approved", "issuing", "issued", "sent", "paid", "closed"]
)
def test_the_page_shows_every_state_to_every_role_that_may_read(client, w, state):
    awarded(w)
    make_run(w, state=state)
    for user in (w.officer, w.manager, w.director, w.auditor):
        answer = as_user(client, user).get(reverse("vouchers:run", args=["2026-11"]))
        assert answer.status_code == 200
        assert "400,00" in answer.content.decode()


def test_who_prepared_reads_why_the_button_is_not_theirs(client, w):
    awarded(w)
    run = make_run(w, state="checked")
    lock_run(run=run, by=w.manager, at=NOW, expected_version=run.version)
    page = as_user(client, w.manager).get(reverse("vouchers:run", args=["2026-11"])).content.decode()
    assert "hai preparato tu: lo approva un" in page
    run.refresh_from_db()
    answer = client.post(reverse("vouchers:approve_run", args=["2026-11"]), {"lines_hash": run.lines_hash})
    assert answer.status_code == 409
    assert not run.approvals.exists()


def test_payments_are_closed_to_the_asst_and_to_social_workers(client, w):
    awarded(w)
    run = make_run(w, state="issued")
    file = run.files.first()
    for user in (w.nurse, w.social_worker, w.administrator):
        as_user(client, user)
        for url in (
            reverse("vouchers:runs"),
            reverse("vouchers:run", args=["2026-11"]),
            reverse("vouchers:lines", args=["2026-11"]),
            reverse("vouchers:file", args=[file.pk]),
        ):
            assert client.get(url).status_code == 403, url


def test_another_ambito_finds_no_such_month_and_no_such_file(client, w):
    awarded(w)
    run = make_run(w, state="issued")
    other = world("altrove", "B2A-2026")
    as_user(client, other.officer)
    assert client.get(reverse("vouchers:run", args=["2026-11"])).status_code == 404
    assert client.get(reverse("vouchers:file", args=[run.files.first().pk])).status_code == 404


def test_a_letter_is_downloaded_and_written_in_the_access_log(client, w):
    case = awarded(w)
    run = make_run(w, state="issued")
    answer = as_user(client, w.officer).get(
        reverse("vouchers:file", args=[run.files.get(kind="letter", application=case).pk])
    )
    assert answer.content.startswith(b"%PDF")
    assert AccessLog.objects.filter(reference=case.ref).exists()


def test_a_blocked_line_says_what_is_wrong_and_can_be_removed(client, w):
    case = awarded(w)
    type(case).objects.filter(pk=case.pk).update(payee_name="Davide Scalvini")
    make_run(w, state="checked")
    officer = as_user(client, w.officer)
    page = officer.get(reverse("vouchers:run", args=["2026-11"])).content.decode()
    assert "Davide Scalvini" in page
    url = reverse("vouchers:take_out", args=["2026-11", case.ref])
    assert officer.post(url, {"reason": ""}).status_code == 200
    assert officer.post(url, {"reason": "Manca la delega"}).status_code == 302
    assert (
        "Manca la delega"
        in officer.get(reverse("vouchers:lines", args=["2026-11"]) + "?solo=tolte").content.decode()
    )


def test_next_month_is_compared_with_this_one(client, w, clock):
    awarded(w)
    make_run(w, state="issued")
    awarded(w, "carla", at=NOW, **WORKED["carla"][0])
    clock.move_to(DECEMBER_NOW, tick=False)
    make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    page = (
        as_user(client, w.manager)
        .get(reverse("vouchers:run", args=["2026-12"]) + "?per=sostegno")
        .content.decode()
    )
    assert "+1.600,00" in page


def test_the_award_page_shows_the_amount_and_starts_the_money(client, w):
    case = make_case(w)
    manager = as_user(client, w.manager)
    url = reverse("vouchers:award", args=[case.ref])
    assert "400,00" in manager.get(url).content.decode()
    assert manager.post(url, {"starts_on": "01/11/2026", "ends_on": "31/05/2027"}).status_code == 302
    case.refresh_from_db()
    assert case.status == "active"
    assert manager.post(url, {"starts_on": "01/11/2026", "ends_on": "31/05/2027"}).status_code in (200, 409)
    assert case.awards.count() == 1


def test_a_suspension_shows_its_effect_and_stops_the_money(client, w):
    case = awarded(w)
    worker = as_user(client, w.social_worker)
    url = reverse("vouchers:register_interruption", args=[case.ref])
    data = {"reason": "hospital", "starts_on": "01/11/2026", "ends_on": "", "note": ""}
    shown = worker.post(url, {**data, "preview": "1"}).content.decode()
    assert "400,00" in shown
    assert "0,00" in shown
    assert not case.interruptions.exists()
    worker.post(url, data)
    case.refresh_from_db()
    assert case.status == "suspended"
    assert case.ref in worker.get(reverse("vouchers:interruptions")).content.decode()
    worker.post(reverse("vouchers:end_interruption", args=[case.ref]), {"ends_on": "15/11/2026"})
    case.refresh_from_db()
    assert case.status == "active"
    worker.post(
        reverse("vouchers:end_award", args=[case.ref]),
        {"reason": "requirement", "last_day": "30/11/2026", "note": ""},
    )
    case.refresh_from_db()
    assert case.status == "closed"


def test_the_case_page_shows_the_payments(client, w):
    case = awarded(w)
    make_run(w, state="issued")
    page = (
        as_user(client, w.social_worker).get(reverse("applications:case", args=[case.ref])).content.decode()
    )
    assert "400,00" in page
    assert reverse("vouchers:register_interruption", args=[case.ref]) in page


def test_a_month_that_is_no_month_is_not_found(client, w):
    as_user(client, w.officer)
    for number in ("2026-13", "novembre", "2026-11-01"):
        assert client.get(f"/pagamenti/{number}/").status_code == 404
