"""What the bank answers: found by id, all or nothing, the same end however often and in whatever pieces it comes."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import Sum
from django.urls import reverse

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.vouchers.answers_of_banks import came_back, camt, left, pain002, whole_file
from tests.vouchers.factories import (
    DECEMBER,
    DECEMBER_NOW,
    WORKED,
    advance,
    awarded,
    make_run,
    new_account,
)
from tests.vouchers.test_pages import as_user
from vouchers.actions.record_answer import RefusedRows, record_answer
from vouchers.bank import answers
from vouchers.come_back import payments_come_back
from vouchers.ledger import paid_to
from vouchers.models import AnswerRow, BankAnswer, LedgerEntry, Payment, PaymentRun, Payout

TODAY = date(2026, 11, 30)


@pytest.fixture
def run(w):
    """The four worked cases, sent to the bank for November: 400 + 800 + 650 + 800."""
    for who, (evidence, _amount) in WORKED.items():
        awarded(w, who, **evidence)
    return make_run(w, state="sent")


def load(w, data, *, at=NOW, by=None):
    """The BankAnswer of the bytes."""
    return record_answer(
        answer=answers.read(data), data=data, name="esito.xml", content_type="application/xml",
        plan_office=w.plan_office, by=by or w.officer, at=at,
    )  # fmt: skip


BOMB = b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><Document>&c;</Document>'


def keys(run):
    """[(id, euro)] of the run, the largest last."""
    return sorted(run.payouts.values_list("end_to_end_id", "amount"), key=lambda one: (one[1], one[0]))


def end(run):
    """Everything the answers decide: states, days, reasons, balances of each account."""
    states = run.payouts.order_by("pk").values_list("state", "return_reason")
    lines = run.payments.order_by("pk").values_list("state", flat=True)
    balances = LedgerEntry.objects.order_by("account").values_list("application", "account")
    balances = balances.annotate(total=Sum("amount")).exclude(total=0)
    return PaymentRun.objects.get(pk=run.pk).state, [*states], [*lines], sorted(balances)


def test_a_statement_tells_who_was_paid_and_on_which_day(w, run):
    others = [left("", "55.00"), left("FATTURA-9", "1200.00")]
    data = camt("053", [left(key, amount) for key, amount in keys(run)] + others)
    answer = load(w, data)
    run.refresh_from_db()
    assert (run.state, run.paid_at, run.paid_by) == ("reconciled", NOW, w.officer)
    assert {(one.state, one.paid_on) for one in run.payouts.all()} == {("paid", date(2026, 11, 27))}
    assert (answer.others, answer.rows.count()) == (2, 4)
    assert -LedgerEntry.objects.filter(account="bank").aggregate(s=Sum("amount"))["s"] == Decimal("2650.00")
    advance(w, PaymentRun.objects.get(pk=run.pk), to="closed")


def test_however_often_in_whatever_pieces_and_order_the_end_is_the_same(w, run):
    (a, b, c, d) = keys(run)
    pieces = [
        camt("053", [left(*a), left(*b)]),
        camt("053", [left(*c), left(*d)]),
        camt("054", [came_back(*b)], space="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"),
    ]
    whole = camt("053", [came_back(*b), left(*a), left(*b), left(*c), left(*d)])
    ends = []
    for order in [*permutations(pieces), [whole, whole, *pieces], [pieces[2], whole]]:
        with transaction.atomic():
            for _time in range(3):
                for piece in order:
                    load(w, piece)
            ends.append(end(run))
            transaction.set_rollback(True)
    assert all(one == ends[0] for one in ends)
    state, payouts, lines, balances = ends[0]
    assert state == "reconciled"
    assert sorted(payouts)[-1] == ("returned", "Conto chiuso (AC04)")
    assert lines.count("returned") == 1
    assert len(balances) == 6  # owed and paid of three people; of who sent it back nothing is left


def test_the_same_file_again_is_the_first_one(w, run):
    data = camt("053", [left(*keys(run)[0])])
    first, again = load(w, data), load(w, data, at=DECEMBER_NOW)
    assert first == again
    assert (again.loaded_at, BankAnswer.objects.count(), AnswerRow.objects.count()) == (NOW, 1, 1)
    run.refresh_from_db()
    assert run.state == "sent"  # three still have no answer


def test_worked_case_a_payment_come_back_is_a_task_and_is_paid_by_the_next_list(w, run):
    """A payment of 650,00 comes back: owed again, taken by the next list with the new account, never twice."""
    key, amount = next(one for one in keys(run) if one[1] == 650)
    load(w, camt("053", [left(*one) for one in keys(run)]))
    load(w, camt("054", [came_back(key, amount, "AC01")], day="2026-12-02"), at=DECEMBER_NOW)
    payout = Payout.objects.get(end_to_end_id=key)
    assert (payout.state, payout.returned_on) == ("returned", date(2026, 12, 2))
    assert payout.return_reason == "IBAN sbagliato (AC01)"
    case = payout.application
    assert paid_to(case) == 0
    for who, mine in ((w.social_worker, "mie"), (w.officer, "mie")):
        (task,) = payments_come_back(user=who, on=TODAY, whose=mine)
        assert (task.person, task.due_on) == (case.person.full_name, date(2026, 12, 7))
        assert "IBAN sbagliato" in task.why
    assert not payments_come_back(user=w.director, on=TODAY, whose="mie")
    new_account(w, case)
    assert not payments_come_back(user=w.officer, on=TODAY, whose="mie")
    december = make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    lines = december.payments.filter(application=case).order_by("month")
    assert [(one.month.month, one.amount, one.cause) for one in lines] == [
        (11, Decimal("650.00"), "returned"),
        (12, Decimal("650.00"), ""),
    ]
    assert december.payouts.get(application=case).end_to_end_id != key
    assert paid_to(case) == Decimal("1300.00")
    assert not LedgerEntry.objects.aggregate(total=Sum("amount"))["total"]


def test_a_payment_the_bank_refuses_never_left(w, run):
    (a, b, *rest) = keys(run)
    message = run.files.get(kind="bank").message_id
    load(w, pain002(message, [(a[0], "ACSP", ""), (b[0], "RJCT", "AC06")]))
    run.refresh_from_db()
    assert run.state == "sent"
    assert Payout.objects.get(end_to_end_id=a[0]).state == "booked"
    refused = Payout.objects.get(end_to_end_id=b[0])
    assert (refused.state, refused.return_reason) == ("returned", "Conto bloccato (AC06)")
    assert not refused.application.ledger.filter(account="bank").exists()
    assert set(AnswerRow.objects.values_list("effect", flat=True)) == {"waiting", "written"}
    load(w, camt("053", [left(*one) for one in (a, *rest)]))
    run.refresh_from_db()
    assert run.state == "reconciled"


def test_a_whole_file_is_booked_or_refused_in_one_row(w, run):
    message = run.files.get(kind="bank").message_id
    with transaction.atomic():
        load(w, camt("053", [whole_file(message, "2650.00"), whole_file("ALTRO-1", "10.00")]))
        assert {one.state for one in run.payouts.all()} == {"paid"}
        transaction.set_rollback(True)
    load(w, pain002(message, [], group="RJCT"))
    assert {one.state for one in run.payouts.all()} == {"returned"}
    assert not LedgerEntry.objects.filter(account="bank").exists()


def test_one_wrong_line_and_nothing_is_recorded(w, run):
    (a, b, c, _d) = keys(run)
    before = end(run)
    december = make_run(w, state="locked", month=DECEMBER, at=DECEMBER_NOW)
    early = december.payouts.first()
    wrong = [
        left(*a),
        left(b[0], "1.00"),
        left(c[0], c[1], currency="USD"),
        left(early.end_to_end_id, early.amount),
    ]
    with pytest.raises(RefusedRows) as refusal:
        load(w, camt("053", wrong))
    assert [line for line, _sentence in refusal.value.rows] == [5, 6, 7]
    sentences = " ".join(str(sentence) for _line, sentence in refusal.value.rows)
    for words in ("1,00", "USD", "non è ancora stato emesso"):
        assert words in sentences
    assert end(run) == before
    assert not BankAnswer.objects.exists()


def test_an_unknown_id_of_ours_is_to_match_and_a_file_of_others_is_refused(w, run):
    answer = load(w, camt("053", [left("B2-202611-999999", "5.00"), left(*keys(run)[0])]))
    assert [(one.effect, one.payout_id is None) for one in answer.rows.all()] == [
        ("unmatched", True),
        ("written", False),
    ]
    with pytest.raises(Refused, match="Nessuno dei pagamenti"):
        load(w, camt("053", [left("FATTURA-9", "1200.00")]))
    with pytest.raises(Refused):
        load(w, camt("053", [left(*keys(run)[1])]), by=w.director)


def test_what_is_paid_is_never_reset_removed_or_emptied(w, run):
    load(w, camt("053", [left(*keys(run)[0])]))
    paid = Payout.objects.filter(state="paid")
    for model in (Payout, Payment):
        for state in ("due", "booked", "taken_out"):
            with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
                model.objects.filter(state="paid").update(state=state)
        with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
            model.objects.filter(state="paid")._raw_delete("default")
    with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
        paid.update(amount=1, gross=1)
    for model in (Payout, Payment, PaymentRun, AnswerRow):
        emptied = f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {model._meta.db_table} CASCADE"
        with pytest.raises(Exception, match="truncate"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(emptied)
    with pytest.raises(ProgrammingError), transaction.atomic():
        AnswerRow.objects.update(effect="known")
    assert paid.count() == 1


# --- the page ------------------------------------------------------------------------------------------


def post(client, data, name="esito.xml"):
    return client.post(reverse("vouchers:record_answer"), {"file": SimpleUploadedFile(name, data)})


def test_the_page_records_a_table_and_says_line_by_line_what_is_wrong(client, w, run):
    (a, b, c, d) = keys(run)
    officer = as_user(client, w.officer)
    head = "End_to_end_ID;Esito;Data;Importo;Motivo\n"
    wrong = head + f"{a[0]};pagato;27/11/2026;abc;\n{b[0]};boh;27/11/2026;;\n;pagato;31/02/2026;;\n"
    page = post(officer, wrong.encode(), "esiti.csv")
    assert page.status_code == 422
    text = page.content.decode()
    assert text.count('<th scope="row" class="num">2</th>') == 1
    for words in ("boh", "12/07/1948", "1.142,60", "Non è stato registrato nulla"):
        assert words in text
    good = (
        head
        + f"{a[0]};pagato;27/11/2026;400,00;\n{b[0]};Tornato indietro;;;Conto estinto\n{c[0]};ok;;;\n{d[0]};ok;;;\n"
    )
    answer = post(officer, good.encode(), "esiti.csv")
    found = BankAnswer.objects.get()
    assert answer.url == reverse("vouchers:answer", args=[found.pk])
    text = officer.get(answer.url).content.decode()
    assert "Conto estinto" in text
    assert b[0] in text
    assert post(officer, good.encode(), "esiti.csv").url == answer.url
    assert "non è cambiato nulla" in officer.get(answer.url).content.decode()
    text = officer.get(reverse("vouchers:run", args=["2026-11"])).content.decode()
    assert "Conto estinto" in text
    assert "Esito noto" in text
    assert "esiti.csv" in officer.get(reverse("vouchers:answers")).content.decode()
    for data, words in (
        (b"<x/>", "non è una risposta della banca"),
        (b"a;b\n1;2\n", "servono le colonne"),
        (BOMB, "XML"),
    ):
        page = post(officer, data, "x.csv")
        assert page.status_code == 422
        assert words in page.content.decode()


def test_from_papers_to_closed_through_the_pages(client, w):
    awarded(w)
    run = make_run(w, state="issued")
    officer = as_user(client, w.officer)
    page = officer.get(reverse("vouchers:send_run", args=[run.number])).content.decode()
    assert run.files.get(kind="bank").stored.name in page
    for verb, state in (("send_run", "sent"), ("mark_paid", "reconciled"), ("close_run", "closed")):
        assert officer.post(reverse(f"vouchers:{verb}", args=[run.number])).status_code == 302
        run.refresh_from_db()
        assert run.state == state
    assert (run.closed_by, run.sent_by) == (w.officer, w.officer)
    assert run.payouts.get().state == "paid"
