"""The rules of the money of a call: written by one person, confirmed by another, told in euro before they hold."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from tests.vouchers.test_corrections import euro, lines
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_worked_cases import pay
from vouchers import checks
from vouchers.actions.confirm_money_rules import confirm_money_rules
from vouchers.actions.propose_money_rules import propose_money_rules
from vouchers.actions.register_interruption import register_interruption
from vouchers.models import MoneyProposal, MoneyRules


def test_two_people_change_them_and_the_months_paid_follow(client, w, time_machine, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())
    time_machine.move_to(DECEMBER_NOW, tick=False)
    case = awarded(w)
    pay(w, NOVEMBER)
    register_interruption(
        application=case, by=w.social_worker, at=DECEMBER_NOW, reason="other",
        starts_on=NOVEMBER.replace(day=3), ends_on=NOVEMBER.replace(day=17),
    )  # fmt: skip
    prefix = w.call.number_prefix
    shown, propose = (reverse(f"vouchers:{name}_rules", args=[prefix]) for name in ("money", "propose_money"))
    manager = as_user(client, w.manager)
    assert "Ancora nessun atto" in manager.get(shown).content.decode()
    values = {
        "proration": "thirtieths",
        "third_signature_from": "1.000,00",
        "after_report": "",
        "act": "Det. 30/2026",
    }
    assert (
        "Scrivi da quanti giorni"
        in manager.post(propose, {**values, "proration": "whole_month_if"}).content.decode()
    )
    assert manager.post(propose, {**values, "act": ""}).status_code == 422
    assert manager.post(propose, values).url == shown
    proposal = MoneyProposal.objects.get()
    assert not MoneyRules.objects.exists()  # nothing holds yet
    confirm = reverse("vouchers:confirm_money_rules", args=[prefix, proposal.pk])
    assert manager.post(confirm, {"refusal": ""}).status_code == 422  # four eyes
    with pytest.raises(Refused):  # one at a time
        propose_money_rules(call=w.call, by=w.manager, at=NOW, values={"act": "x"})
    director = as_user(client, w.director)
    page = director.get(confirm).content.decode()
    for said in ("1 persona", "200,00", "In trentesimi", "1.000,00"):
        assert said.lower() in page.lower(), said
    assert director.post(confirm, {"refusal": ""}).url == shown
    (rules,) = MoneyRules.objects.all()
    assert (rules.proration, rules.third_signature_from, rules.decided_by) == (
        "thirtieths",
        euro("1000.00"),
        w.director,
    )
    run = make_run(w, month=DECEMBER, at=DECEMBER_NOW)
    assert lines(run) == [(NOVEMBER, euro("-200.00"), "days_changed"), (DECEMBER, euro("400.00"), "")]
    with pytest.raises(Refused, match="già"):
        confirm_money_rules(proposal=proposal, by=w.director, at=NOW)
    assert "Det. 30/2026" in director.get(shown).content.decode()


def test_what_is_refused_stays_written_and_never_holds(client, w, time_machine):
    time_machine.move_to(NOW, tick=False)
    proposal = propose_money_rules(call=w.call, by=w.manager, at=NOW, values={"act": "Det. 31/2026"})
    page = reverse("vouchers:confirm_money_rules", args=[w.call.number_prefix, proposal.pk])
    director = as_user(client, w.director)
    assert "Scrivi perché" in director.post(page, {"refusal": "", "refuse": "1"}).content.decode()
    assert director.post(page, {"refusal": "Manca il parere", "refuse": "1"}).status_code == 302
    assert not MoneyRules.objects.exists()
    shown = director.get(reverse("vouchers:money_rules", args=[w.call.number_prefix])).content.decode()
    assert "Manca il parere" in shown
    for by in (w.officer, w.social_worker):
        with pytest.raises(Refused):
            propose_money_rules(call=w.call, by=by, at=NOW, values={"act": "x"})


def test_the_database_wants_another_person(w):
    proposal = propose_money_rules(call=w.call, by=w.manager, at=NOW, values={"act": "Det. 32/2026"})
    rules = MoneyRules.objects.create(call=w.call, act="x", decided_at=NOW, decided_by=w.manager)
    with pytest.raises(IntegrityError, match="confirmed_by_another"), transaction.atomic():
        MoneyProposal.objects.filter(pk=proposal.pk).update(closed_at=NOW, closed_by=w.manager, became=rules)
