"""A further list of a month: for who came back or was left out, and never a month twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.refusal import Refused
from b2portal.verify.money import locked_lists, one_run
from papers import store
from tests.applications.factories import NOW
from tests.vouchers.answers_of_banks import came_back, camt
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, advance, awarded, make_run, new_account
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_papers import text_of
from tests.vouchers.test_record_answer import load
from vouchers import ledger
from vouchers.actions.open_run import NOTHING_LEFT, open_run, value_date_of
from vouchers.actions.take_out import take_out
from vouchers.models import PaymentRun

LATER = NOW + timedelta(days=12)  # 30 November


def further(w, number=2, *, at=LATER, month=NOVEMBER):
    return open_run(plan_office=w.plan_office, month=month, by=w.officer, at=at, sequence=number)


@pytest.fixture
def november(w):
    """Three people: Adele is paid, Carla's payment came back, Giacomo was left out."""
    cases = {who: awarded(w, who) for who in ("adele", "carla", "giacomo")}
    run = make_run(w, state="checked")
    run = take_out(run=run, application=cases["giacomo"], reason="Manca la delega", by=w.officer, at=NOW)
    run = advance(w, run, to="sent")
    back = run.payouts.get(application=cases["carla"])
    load(w, camt("054", [came_back(back.end_to_end_id, back.amount)]), at=LATER)
    return advance(w, PaymentRun.objects.get(pk=run.pk), to="paid"), cases


def test_who_came_back_and_who_was_left_out_are_paid_in_the_same_month_once(w, november, client):
    first, cases = november
    officer = as_user(client, w.officer)
    address = f"{reverse('vouchers:open_run')}?mese=2026-11&amp;elenco=2"
    assert address in officer.get(reverse("vouchers:run", args=["2026-11"])).content.decode()
    new_account(w, cases["carla"], at=LATER)
    second = further(w)
    assert (second.number, second.of_month) == ("2026-11-2", "novembre 2026 (elenco 2)")
    lines = {one.application: (one.month, one.cause) for one in second.payments.all()}
    assert lines == {
        cases["carla"]: (NOVEMBER, "returned"),
        cases["giacomo"]: (NOVEMBER, "taken_out"),
    }
    assert not second.checks.exists()
    second = advance(w, second, to="paid", at=LATER)
    assert sorted(ledger.paid_to(case) for case in cases.values()) == [Decimal("400.00")] * 3
    ids = [
        one.message_id for run in (first, second) for one in run.files.filter(kind="bank").order_by("part")
    ]
    assert len(set(ids)) == 2
    (file,) = second.files.filter(kind="bank")
    assert b"Contributo pratica" in store.read(file.stored)
    assert "n. 2026-11-2" in text_of(second.files.get(kind="list").stored)
    assert not [*one_run(at=LATER), *locked_lists(at=LATER)]
    with pytest.raises(Refused, match=str(NOTHING_LEFT)):
        further(w, 3)
    assert PaymentRun.objects.count() == 2
    for page in ("run", "lines", "differences"):
        said = officer.get(reverse(f"vouchers:{page}", args=["2026-11-2"])).content.decode()
        assert "novembre 2026 (elenco 2)" in said
    for number in ("2026-11-1", "2026-11-02", "2026-11-3", "2026-11-x"):
        assert officer.get(reverse("vouchers:run", args=[number])).status_code == 404
    # the month after pays everybody their month, and compares it with the first list
    december = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert {(one.month, one.amount) for one in december.payments.all()} == {(DECEMBER, Decimal("400.00"))}
    assert not december.checks.filter(code="amount_changed", application__isnull=False).exists()
    with pytest.raises(Refused, match="dicembre"):
        further(w, 3)


def test_only_after_the_list_before_is_issued(w, client):
    awarded(w)
    with pytest.raises(Refused, match="non è ancora emesso"):
        further(w)
    make_run(w, state="approved")
    with pytest.raises(Refused, match="non è ancora emesso"):
        further(w)
    with pytest.raises(IntegrityError, match="not issued"), transaction.atomic():
        PaymentRun.objects.create(
            plan_office=w.plan_office,
            month=NOVEMBER,
            sequence=2,
            value_date=date(2026, 11, 30),
            opened_at=NOW,
            opened_by=w.officer,
        )
    officer = as_user(client, w.officer)
    form = {"month": "2026-11", "sequence": "2", "value_date": "30/11/2026"}
    answer = officer.post(reverse("vouchers:open_run"), form)
    assert answer.status_code == 409
    assert "non è ancora emesso" in answer.content.decode()


def test_the_page_proposes_a_day_that_the_bank_can_keep(w, november, client, time_machine):
    time_machine.move_to(LATER, tick=False)
    officer = as_user(client, w.officer)
    page = officer.get(reverse("vouchers:open_run"), {"mese": "2026-11", "elenco": "2"})
    assert page.context["form"].initial["value_date"] == date(2026, 12, 3)
    form = {"month": "2026-11", "sequence": "2", "value_date": "03/12/2026"}
    assert officer.post(reverse("vouchers:open_run"), form).url == reverse("vouchers:run", args=["2026-11-2"])
    again = officer.post(reverse("vouchers:open_run"), form)
    assert again.status_code == 409
    assert "elenco 2" in again.content.decode()
    assert value_date_of(DECEMBER, not_before=date(2026, 12, 25)) == date(2026, 12, 28)
