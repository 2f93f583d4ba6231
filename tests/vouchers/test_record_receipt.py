"""Money a family gave back: in the ledger, once, never more than is to come back."""

from datetime import date

import pytest
from django.db.models import Sum
from django.urls import reverse

from accounts.refusal import Refused
from tests.vouchers.owing import owing
from tests.vouchers.test_corrections import JANUARY, JANUARY_NOW, euro, payouts
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_worked_cases import pay
from vouchers import checks
from vouchers.actions.record_receipt import record_receipt
from vouchers.ledger import to_recover
from vouchers.models import LedgerEntry


def test_what_comes_back_is_booked_and_the_rest_is_kept_back(client, w, time_machine, monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())
    case = owing(w)
    values = {
        "application": case,
        "by": w.officer,
        "at": JANUARY_NOW,
        "received_on": date(2027, 1, 12),
        "note": "CRO",
    }
    for change in (
        {"amount": euro("100.01")},
        {"amount": euro("0.00")},
        {"amount": euro("1.00"), "received_on": date(2027, 1, 15)},
        {"amount": euro("1.00"), "by": w.social_worker},
    ):
        with pytest.raises(Refused):
            record_receipt(**{**values, **change})
    time_machine.move_to(JANUARY_NOW, tick=False)
    page = reverse("vouchers:record_receipt", args=[case.ref])
    sent = {"amount": "90,00", "received_on": "12/01/2027", "note": "CRO 12345"}
    client = as_user(client, w.officer)
    assert "100,00" in client.get(page).content.decode()
    assert client.post(page, sent).status_code == 302
    assert to_recover(case) == euro("10.00")
    assert "controlla l&#x27;importo" in client.post(page, sent).content.decode().replace("’", "&#x27;")
    assert payouts(pay(w, JANUARY, at=JANUARY_NOW)) == [(euro("250.00"), euro("10.00"), euro("240.00"))]
    assert to_recover(case) == euro("0.00")
    assert not LedgerEntry.objects.aggregate(total=Sum("amount"))["total"]
