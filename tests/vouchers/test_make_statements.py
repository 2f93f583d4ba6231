"""What a person received in a year: one letter, and all of them in the background."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AccessLog
from jobs.tasks import run as work
from tests.applications.factories import NOW, ROME
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run, new_account
from tests.vouchers.test_corrections import JANUARY, JANUARY_NOW, change, died
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_payment_lists import text_pages
from vouchers import statement_work, year_statement
from vouchers.actions.make_statements import make_statements
from vouchers.books import book_receipt, book_return
from vouchers.models import Payout, StatementFile


def letter(client, case, year):
    answer = client.get(reverse("vouchers:statement", args=[case.ref, year]))
    return (
        " ".join(" ".join(text_pages(answer.content)).split())
        if answer.status_code == 200
        else answer.status_code
    )


def test_a_year_counts_what_arrived_in_it_and_nothing_else(client, w):
    """November comes back and is paid with December; December is lowered in January, and kept back in 2027."""
    case = awarded(w)
    november = make_run(w, state="paid")
    book_return(november.payouts.get(), reason="Conto chiuso", by=w.officer, at=DECEMBER_NOW)
    new_account(w, case)
    make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    change(w, case, "300.00", from_month=DECEMBER)
    make_run(w, state="paid", month=JANUARY, at=JANUARY_NOW)
    assert year_statement.years(case) == [2027, 2026]
    received = {year: year_statement.of_case(case, year) for year in (2026, 2027)}
    assert (received[2026].received, received[2026].kept) == (Decimal("800.00"), Decimal("0.00"))
    assert (received[2027].received, received[2027].kept) == (Decimal("200.00"), Decimal("100.00"))
    assert [line.month for line in received[2026].rows[0].lines] == [NOVEMBER, DECEMBER]
    book_receipt(
        case, Decimal("50.00"), note="Bonifico", by=w.officer, at=datetime(2026, 12, 30, tzinfo=ROME)
    )
    assert year_statement.of_case(case, 2026).net == Decimal("750.00")
    worker = as_user(client, w.social_worker)
    text = letter(worker, case, 2026)
    for words in ("abbiamo pagato 800,00 €", "novembre 2026", "dicembre 2026", "50,00 €", "restano 750,00 €"):
        assert words in text
    assert "18.400" not in text
    assert "100,00" in letter(worker, case, 2027)
    assert letter(worker, case, 2025) == 302
    assert AccessLog.objects.filter(subject_id=case.person_id, user=w.social_worker).count() == 3
    assert letter(as_user(client, w.nurse), case, 2026) in (403, 404)
    page = as_user(client, w.officer).get(reverse("applications:case", args=[case.ref])).content.decode()
    assert reverse("vouchers:statement", args=[case.ref, 2026]) in page


def test_those_of_the_year_are_made_in_parts_and_taken_as_one(client, w, monkeypatch):
    monkeypatch.setattr(statement_work, "AT_ONCE", 2)
    cases = {who: awarded(w, who) for who in ("adele", "renato", "giacomo", "fausto")}
    make_run(w, state="paid")
    died(cases["fausto"], date(2026, 12, 1))
    officer = as_user(client, w.officer)
    page = reverse("vouchers:make_statements", args=[2026])
    assert "3 persone" in officer.get(page).content.decode()
    assert officer.post(page).url == page
    job = statement_work.newest(w.plan_office, 2026)
    assert make_statements(plan_office=w.plan_office, year=2026, by=w.officer, at=NOW) == job
    assert officer.get(reverse("vouchers:statements", args=[2026])).url == page
    work(job.pk)
    work(job.pk)
    assert list(StatementFile.objects.values_list("part", "people")) == [(1, 2), (2, 1)]
    assert "Scarica 3 attestazioni" in officer.get(page).content.decode()
    data = officer.get(reverse("vouchers:statements", args=[2026])).content
    text = " ".join(text_pages(data))
    for who, case in cases.items():
        assert (case.ref in text) == (who != "fausto")
    logged = AccessLog.objects.filter(what="attestazioni dei pagamenti del 2026").exclude(subject_id=None)
    assert set(logged.values_list("subject_id", flat=True)) == {
        case.person_id for who, case in cases.items() if who != "fausto"
    }
    assert officer.post(reverse("vouchers:make_statements", args=[2019])).status_code == 409
    assert Payout.objects.filter(state="paid").count() == 4
    assert officer.get(reverse("vouchers:make_statements", args=[1])).status_code == 404


@pytest.mark.parametrize("role", ["director", "social_worker"])
def test_only_who_prepares_payments_makes_them(client, w, role):
    assert (
        as_user(client, getattr(w, role)).get(reverse("vouchers:make_statements", args=[2026])).status_code
        == 403
    )
