"""Money the office gives up: by an act, by who issued nothing of it, and never asked again."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from tests.vouchers.owing import owing
from tests.vouchers.test_corrections import JANUARY, JANUARY_NOW, euro, payouts
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_worked_cases import pay
from vouchers import account_page, checks
from vouchers.actions.give_up_claim import give_up_claim
from vouchers.ledger import to_recover
from vouchers.models import Booking


def test_what_is_given_up_is_not_kept_back(client, w, time_machine, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())
    case = owing(w)
    values = {
        "application": case,
        "by": w.director,
        "at": JANUARY_NOW,
        "amount": euro("100.00"),
        "act": "Det. 9/2027",
    }
    for change in ({"act": " "}, {"amount": euro("100.01")}, {"by": w.officer}):
        with pytest.raises(Refused):
            give_up_claim(**{**values, **change})
    time_machine.move_to(JANUARY_NOW, tick=False)
    page = reverse("vouchers:give_up_claim", args=[case.ref])
    client = as_user(client, w.director)
    assert "100,00" in client.get(page).content.decode()
    assert client.post(page, {"amount": "100,00", "act": "Det. 9/2027"}).status_code == 302
    assert to_recover(case) == euro("0.00")
    assert account_page.facts(case)["waived"] == euro("100.00")
    assert account_page.rows(case)[-1].cause == "Det. 9/2027"
    assert payouts(pay(w, JANUARY, at=JANUARY_NOW)) == [(euro("250.00"), euro("0.00"), euro("250.00"))]
    with pytest.raises(Refused, match="niente da recuperare"):
        give_up_claim(**values)


def test_who_issued_the_payments_gives_nothing_of_them_up(w, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())
    case = owing(w)
    issued = Booking.objects.filter(kind="issue").first()
    by = type(w.officer).objects.with_membership().get(pk=issued.booked_by_id)
    by.acting_as.role = "director"
    by.acting_as.save()
    by = type(w.officer).objects.with_membership().get(pk=issued.booked_by_id)
    with pytest.raises(Refused, match="un'altra persona"):
        give_up_claim(application=case, by=by, at=JANUARY_NOW, amount=euro("1.00"), act="Det. 9/2027")
