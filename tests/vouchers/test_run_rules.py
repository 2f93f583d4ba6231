"""What the office decides about its runs: signatures by amount, the day of the draft, who pays."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from applications import work
from b2portal.celery import app as celery
from tests.applications.factories import NOW, ROME, make_user
from tests.vouchers.factories import NOVEMBER, advance, awarded, make_run
from tests.vouchers.test_pages import as_user
from vouchers import run_rules, schedule
from vouchers.actions.approve_run import approve_run
from vouchers.actions.open_run import open_by_itself, open_run
from vouchers.actions.unlock_run import unlock_run
from vouchers.models import MoneyRules, PaymentRun
from vouchers.work import drafts_missed

OCTOBER = date(2026, 10, 1)
BEFORE = datetime(2026, 9, 1, 9, 0, tzinfo=ROME)


def decide(w, at=BEFORE, **fields):
    return MoneyRules.objects.create(
        call=w.call, act="Determina 12/2026", decided_at=at, decided_by=w.manager, **fields
    )


def test_a_big_total_needs_a_third_signature_and_the_database_asks_for_it(w):
    awarded(w)  # 400.00
    decide(w, third_signature_from=Decimal("400.00"))
    run = make_run(w, state="locked")
    assert run.approvals_needed == 3
    for by in (w.manager, w.director):
        approve_run(run=run, by=by, at=NOW, lines_hash=run.lines_hash)
    run.refresh_from_db()
    assert run.state == "locked"
    with pytest.raises(IntegrityError, match="lacks signatures"), transaction.atomic():
        PaymentRun.objects.filter(pk=run.pk).update(state="approved")
    with (
        pytest.raises(DatabaseError, match="Cannot update"),
        transaction.atomic(),
    ):  # fewer signatures for the locked list
        PaymentRun.objects.filter(pk=run.pk).update(approvals_needed=2)
    third = make_user("terza@valserena.example", w.plan_office, "plan_manager", "Ines", "Tosi")
    approve_run(run=run, by=third, at=NOW, lines_hash=run.lines_hash)
    run.refresh_from_db()
    assert run.state == "approved"


@pytest.mark.parametrize(("limit", "needed"), [("400.01", 2), ("400.00", 3), ("0.00", 3), (None, 2)])
def test_the_limit_is_included_and_the_newest_act_holds(w, limit, needed):
    awarded(w)
    decide(w, third_signature_from=Decimal("1.00") if limit != "0.00" else None)
    decide(w, third_signature_from=limit and Decimal(limit))
    run = make_run(w, state="locked")
    assert run.approvals_needed == needed
    unlocked = unlock_run(run=run, by=w.officer, at=NOW)
    assert unlocked.approvals_needed == 2


def test_a_lock_cannot_ask_for_fewer_signatures_than_the_act(w, monkeypatch):
    awarded(w)
    decide(w, third_signature_from=Decimal("400.00"))
    monkeypatch.setattr(run_rules, "approvals_needed", lambda run: 2)
    with pytest.raises(IntegrityError, match="third signature"), transaction.atomic():
        make_run(w, state="locked")


def test_the_comune_of_residence_pays_where_the_act_says_so(w):
    awarded(w)
    run = make_run(w, state="locked")
    assert run.payouts.get().payer == w.plan_office
    unlock_run(run=run, by=w.officer, at=NOW)
    assert run.payouts.get().payer is None
    decide(w, payer="municipality")
    run.refresh_from_db()
    assert advance(w, run, to="locked").payouts.get().payer == w.municipality


def test_the_draft_opens_by_itself_on_its_day_once_and_in_nobodys_name(w):
    awarded(w)
    decide(w, draft_day=18)
    day = date(2026, 11, 18)
    assert open_by_itself(plan_office=w.plan_office, on=date(2026, 11, 17), at=NOW) is None
    assert open_by_itself(plan_office=w.plan_office, on=date(2026, 11, 19), at=NOW) is None
    run = open_by_itself(plan_office=w.plan_office, on=day, at=NOW)
    assert (run.month, run.opened_by, run.payments.count()) == (NOVEMBER, None, 1)
    assert open_by_itself(plan_office=w.plan_office, on=day, at=NOW) is None
    assert advance(w, run, to="paid").state == "reconciled"


def test_nothing_opens_without_a_day_or_somebody_to_pay(w):
    decide(w, draft_day=18)
    day = date(2026, 11, 18)
    assert open_by_itself(plan_office=w.plan_office, on=day, at=NOW) is None
    awarded(w)
    decide(w)  # the newest act sets no day
    assert open_by_itself(plan_office=w.plan_office, on=day, at=NOW) is None
    assert not PaymentRun.objects.exists()


def test_the_calendar_opens_today_for_every_ambito(w, monkeypatch):
    awarded(w)
    decide(w, draft_day=18)
    monkeypatch.setattr(schedule.timezone, "now", lambda: NOW)
    schedule.open_drafts()
    schedule.open_drafts()
    assert PaymentRun.objects.get().opened_by is None
    assert celery.conf.beat_schedule["drafts"]["task"] == schedule.open_drafts.name


def test_a_day_that_passed_is_shown_and_never_made_up_for(w, client, time_machine):
    awarded(w, starts_on=OCTOBER)
    decide(w, draft_day=10)
    on = date(2026, 11, 18)
    assert run_rules.missed(w.plan_office, on=on) == [
        (OCTOBER, date(2026, 10, 10)),
        (NOVEMBER, date(2026, 11, 10)),
    ]
    schedule.open_drafts()
    assert not PaymentRun.objects.exists()
    tasks = drafts_missed(user=w.officer, on=on, whose=work.MINE)
    assert [task.due_on for task in tasks] == [date(2026, 10, 10), date(2026, 11, 10)]
    assert drafts_missed(user=w.director, on=on, whose=work.MINE) == []
    time_machine.move_to(NOW, tick=False)
    page = as_user(client, w.officer).get(reverse("vouchers:runs")).content.decode()
    assert "?mese=2026-10" in page
    open_run(plan_office=w.plan_office, month=NOVEMBER, by=w.officer, at=NOW)
    assert run_rules.missed(w.plan_office, on=on) == []  # October is in it


def test_a_day_set_after_it_had_passed_was_not_missed(w):
    awarded(w)
    decide(w, draft_day=10, at=NOW)
    assert run_rules.missed(w.plan_office, on=date(2026, 11, 18)) == []
    assert run_rules.missed(w.plan_office, on=date(2026, 12, 11)) == [(date(2026, 12, 1), date(2026, 12, 10))]


@pytest.mark.parametrize("fields", [{"draft_day": 29}, {"draft_day": 0}, {"change_percent": 0}])
def test_the_database_refuses_parameters_that_mean_nothing(w, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        decide(w, **fields)
