"""How money received unduly comes back: what is decided, the pages, the letter, and the account that tells it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from applications import notice_letters
from applications.models import LetterKind
from tests.applications.factories import NOW
from tests.applications.verb_pages import said
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded
from tests.vouchers.owing import owing
from tests.vouchers.ranked import with_rules
from tests.vouchers.test_corrections import (
    FEBRUARY,
    FEBRUARY_NOW,
    JANUARY,
    JANUARY_NOW,
    change,
    euro,
    payouts,
)
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_worked_cases import pay
from vouchers import account_page, checks, recoveries, work
from vouchers.actions.decide_recovery import decide_recovery
from vouchers.actions.record_receipt import record_receipt
from vouchers.books import book_return
from vouchers.ledger import to_recover
from vouchers.models import MoneyRules


@pytest.fixture(autouse=True)
def no_checks(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())


def test_in_instalments_from_the_next_payments_and_never_a_negative_one(client, w, time_machine):
    case = owing(w)
    assert to_recover(case) == euro("100.00")
    time_machine.move_to(JANUARY_NOW, tick=False)
    manager, page = as_user(client, w.manager), reverse("vouchers:decide_recovery", args=[case.ref])
    assert "100,00" in manager.get(page).content.decode()
    values = {"way": "instalments", "monthly_amount": "30,00", "reason": "Accordo con la famiglia"}
    said = manager.post(page, {**values, "preview": "1"}).content.decode()
    assert "servono 4 pagamenti" in said
    assert not case.recovery_plans.exists()
    assert "Scrivi quanto" in manager.post(page, {**values, "monthly_amount": ""}).content.decode()
    assert manager.post(page, values).status_code == 302
    january = pay(w, JANUARY, at=JANUARY_NOW)
    assert payouts(january) == [(euro("250.00"), euro("30.00"), euro("220.00"))]
    decide_recovery(application=case, by=w.director, at=FEBRUARY_NOW, way="claim", reason="Paga da sé")
    assert payouts(pay(w, FEBRUARY, at=FEBRUARY_NOW)) == [(euro("250.00"), euro("0.00"), euro("250.00"))]
    assert to_recover(case) == euro("70.00")


def test_instalments_have_their_amount_also_in_the_database(w):
    with pytest.raises(Refused, match="Scrivi quanto"):
        decide_recovery(application=owing(w), by=w.manager, at=JANUARY_NOW, way="instalments", reason="x")


def test_who_may_decide_and_when(w):
    case = awarded(w)
    values = {"at": DECEMBER_NOW, "way": "claim", "reason": "x"}
    with pytest.raises(Refused, match="niente da recuperare"):
        decide_recovery(application=case, by=w.manager, **values)
    with pytest.raises(Refused):
        decide_recovery(application=case, by=w.officer, **values)


def test_every_line_of_the_account_names_its_cause(client, w, time_machine):
    case = owing(w)
    january = pay(w, JANUARY, at=JANUARY_NOW)
    record_receipt(
        application=case, by=w.officer, at=FEBRUARY_NOW, amount=euro("20.00"), received_on=date(2027, 2, 1),
        note="CRO 1",
    )  # fmt: skip
    book_return(january.payouts.get(), reason="Conto chiuso", by=w.officer, at=FEBRUARY_NOW)
    found = [(row.month, row.owed, row.paid, row.back, row.cause) for row in account_page.rows(case)]
    own, unduly = "Il mese nel suo elenco", "Somme ricevute che non spettavano"
    assert found == [
        (NOVEMBER, euro("400.00"), None, None, own),
        (None, None, euro("400.00"), euro("0.00"), "L'elenco del mese"),
        (NOVEMBER, euro("-150.00"), None, euro("150.00"), "L’importo mensile è cambiato"),
        (DECEMBER, euro("250.00"), None, None, own),
        (None, None, None, euro("-50.00"), unduly),
        (None, None, euro("200.00"), euro("0.00"), "L'elenco del mese"),
        (JANUARY, euro("250.00"), None, None, own),
        (None, None, None, euro("-50.00"), unduly),
        (None, None, euro("200.00"), euro("0.00"), "L'elenco del mese"),
        (None, None, euro("-20.00"), euro("-20.00"), "CRO 1 (01/02/2027)"),
        (JANUARY, euro("-250.00"), None, None, "Conto chiuso"),
        (None, None, euro("-200.00"), euro("50.00"), "Conto chiuso"),
    ]
    facts = account_page.facts(case)
    assert facts == {
        "owed": euro("500.00"), "paid": euro("580.00"), "waiting": euro("0.00"), "back": euro("80.00"),
        "waived": euro("0.00"),
    }  # fmt: skip
    assert facts["paid"] + facts["waiting"] == facts["owed"] + facts["back"] + facts["waived"]
    time_machine.move_to(FEBRUARY_NOW, tick=False)
    page = as_user(client, w.officer).get(reverse("vouchers:account", args=[case.ref])).content.decode()
    for words in ("Conto chiuso", "CRO 1", "80,00", "dicembre 2026", "Nuovo ISEE"):
        assert words in page
    page = client.get(reverse("vouchers:returned")).content.decode()
    assert "Conto chiuso" in page
    assert "Il conto è ancora lo stesso" in page
    assert case.ref in client.get(reverse("vouchers:recoveries")).content.decode()
    (task,) = work.recoveries_to_decide(user=w.manager, on=FEBRUARY_NOW.date(), whose="mie")
    assert (task.label, task.case) == ("Decidi come tornano i soldi", case)
    assert work.recoveries_to_decide(user=w.officer, on=FEBRUARY_NOW.date(), whose="mie") == []
    decide_recovery(application=case, by=w.manager, at=FEBRUARY_NOW, way="claim", reason="Accordo")
    assert work.recoveries_to_decide(user=w.manager, on=FEBRUARY_NOW.date(), whose="mie") == []


LEAST = """
[calendar]
label = { it = "Mesi", en = "Months" }
sentence = { it = "Meno di 30 € non si chiedono indietro.", en = "Less than €30 is not asked back." }
sources = ["ats"]
recovery_least = "30.00"
"""


def test_what_is_less_than_the_call_asks_back_stays_until_it_is_enough(client, w, time_machine):
    case = awarded(with_rules(w, LEAST))
    pay(w, NOVEMBER)
    change(w, case, "370.01", from_month=NOVEMBER, at=DECEMBER_NOW)  # 29.99 too much
    assert payouts(pay(w, DECEMBER, at=DECEMBER_NOW)) == [(euro("370.01"), euro("0.00"), euro("370.01"))]
    assert to_recover(case) == euro("29.99")
    assert work.recoveries_to_decide(user=w.manager, on=DECEMBER_NOW.date(), whose="mie") == []
    for act in (
        lambda: decide_recovery(application=case, by=w.manager, at=DECEMBER_NOW, way="claim", reason="x"),
        lambda: notice_letters.paper_of(
            application=case, kind=LetterKind.CLAIM, by=w.manager, at=DECEMBER_NOW
        ),
    ):
        with pytest.raises(Refused, match=r"30,00"):
            act()
    time_machine.move_to(JANUARY_NOW, tick=False)
    officer = as_user(client, w.officer)
    assert "30,00" in said(officer.get(reverse("vouchers:account", args=[case.ref])))
    assert "non si chiedono indietro" in said(officer.get(reverse("vouchers:recoveries")))
    # ten more of November and ten of December: 49.99 to come back, of which a payment gives 36 at most
    MoneyRules.objects.create(
        call=w.call, recovery_percent=10, act="Determina 12/2026", decided_at=NOW, decided_by=w.manager
    )
    change(w, case, "360.01", from_month=NOVEMBER, at=JANUARY_NOW)
    assert payouts(pay(w, JANUARY, at=JANUARY_NOW)) == [(euro("360.01"), euro("36.00"), euro("324.01"))]
    assert [one.ref for one in recoveries.undecided(w.manager, most=5)] == [case.ref]
    # what is left is little, of a sum that was not
    assert payouts(pay(w, FEBRUARY, at=FEBRUARY_NOW)) == [(euro("360.01"), euro("13.99"), euro("346.02"))]
    assert to_recover(case) == euro("0.00")


def test_the_letter_says_how_much_which_months_and_why(w):
    case = owing(w)
    paper = notice_letters.paper_of(application=case, kind=LetterKind.CLAIM, by=w.manager, at=JANUARY_NOW)
    assert "100,00" in paper.title
    assert [(row["month"], row["amount"]) for row in paper.context["undue"]] == [
        ("novembre 2026", euro("150.00"))
    ]
    assert paper.context["came_back"] == euro("50.00")
    with pytest.raises(Refused):
        notice_letters.paper_of(
            application=awarded(w, "carla"), kind=LetterKind.CLAIM, by=w.manager, at=JANUARY_NOW
        )
