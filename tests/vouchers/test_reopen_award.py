"""An award ended by mistake goes on: by a second person once money was booked, and no month is lost or paid twice."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from tests.vouchers.ranked import ACT, money_line
from vouchers import budget
from vouchers.actions.add_budget_money import add_budget_money
from vouchers.actions.forfeit import forfeit
from vouchers.actions.reopen_award import reopen_award


def ended(w):
    """A case paid for November, whose award the manager ended from its first day."""
    case = awarded(w)
    make_run(w, state="paid", month=NOVEMBER)
    forfeit(application=case, by=w.manager, at=DECEMBER_NOW, from_day=date(2026, 10, 1), cause="x", note="y")
    case.refresh_from_db()
    return case


def test_everything_is_due_again_as_before(w):
    case = ended(w)
    until = case.call.benefit_to
    with pytest.raises(Refused, match="altro"):
        reopen_award(application=case, by=w.manager, at=DECEMBER_NOW, reason="Era un'altra persona")
    client, url = enter(Client(), w.director), reverse("vouchers:reopen_award", args=[case.ref])
    assert "01/11/2026" in said(client.get(url))
    assert "di nuovo" in said(client.post(url, {"reason": "Era un'altra persona"}, follow=True))
    case.refresh_from_db()
    award = case.awards.get()
    assert (case.status, award.ends_on, award.end_reason) == ("active", until, "")
    assert case.life_events.get().undone_by == w.director
    run = make_run(w, state="checked", month=DECEMBER, at=DECEMBER_NOW)
    assert [(one.month, one.amount) for one in run.payments.all()] == [(DECEMBER, 400)]


def test_a_case_closed_otherwise_has_nothing_to_reopen(w):
    case = awarded(w)
    with pytest.raises(Refused, match="In pagamento"):
        reopen_award(application=case, by=w.director, at=DECEMBER_NOW, reason="x")


def test_the_money_given_to_others_meanwhile_is_not_given_again(w):
    line = money_line(w, "5600.00")
    case = ended(w)  # 400 × 7 months, free again
    awarded(w, "carla", carer_cost="950.00", requested=("caregiver", "caregiver_supplement"))  # 800 × 7
    with pytest.raises(Refused, match=r"Buoni.*2\.800,00"):
        reopen_award(application=case, by=w.director, at=DECEMBER_NOW, reason="Errore")
    case.refresh_from_db()
    assert (case.status, case.awards.get().end_reason) == ("closed", "forfeiture")
    add_budget_money(
        line=line, kind="own_money", amount=Decimal("2800.00"), fund="Comune", by=w.officer, at=NOW, **ACT
    )
    reopen_award(application=case, by=w.director, at=DECEMBER_NOW, reason="Errore")
    assert [one.left for one in budget.lines_of(w.call)] == [0]
