"""The page of the account that pays."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from tests.vouchers.factories import iban_of, pays_from
from tests.vouchers.test_pages import as_user
from vouchers.models import TreasuryAccount

PAGE = "vouchers:edit_treasury_account"
GOOD = {
    "version": "pain.001.001.03", "holder": "Società dell’Ambito & C.", "iban": iban_of("ufficio"), "bic": "unicitmm",
    "cuc": "b2prova1", "most_transfers": "500", "most_amount": "100.000,00", "expected": "",
}  # fmt: skip


def test_it_is_written_once_and_the_old_one_stays(client, w):
    officer = as_user(client, w.officer)
    assert officer.get(reverse("vouchers:runs")).content.count(reverse(PAGE).encode()) == 1
    assert officer.post(reverse(PAGE), GOOD).url == reverse("vouchers:runs")
    first = TreasuryAccount.objects.get()
    assert (first.holder, first.bic, first.cuc) == ("Societa dell'Ambito + C.", "UNICITMM", "B2PROVA1")
    assert (first.plan_office, first.written_by) == (w.plan_office, w.officer)
    page = officer.get(reverse(PAGE)).content.decode()
    assert w.officer.full_name in page
    assert f'value="{first.pk}"' in page
    stale = officer.post(reverse(PAGE), GOOD | {"holder": "Altro"})
    assert stale.status_code == 422
    assert "cambiato nel frattempo" in stale.content.decode()
    officer.post(reverse(PAGE), GOOD | {"holder": "Altro", "expected": first.pk})
    assert list(TreasuryAccount.objects.values_list("holder", flat=True)) == [first.holder, "Altro"]
    with pytest.raises(ProgrammingError), transaction.atomic():
        TreasuryAccount.objects.update(iban=iban_of("altro"))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"iban": ""}, "Scrivi il conto che paga"),
        ({"holder": ""}, "Scrivi chi paga"),
        ({"holder": "😀"}, "lettere latine"),
        ({"iban": "IT00X0542811101000000123456"}, "cifre di controllo"),
        ({"cuc": "ABC"}, "8 lettere o cifre"),
        ({"bic": "ABC"}, "8 o 11 caratteri"),
        ({"most_amount": "0"}, "maggiore di zero"),
        ({"most_transfers": "0"}, "1"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, w, wrong, words):
    answer = as_user(client, w.officer).post(reverse(PAGE), GOOD | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert 'value="b2prova1"' in page or "cuc" in wrong
    assert not TreasuryAccount.objects.exists()


def test_the_database_wants_who_pays_for_a_bank_file(w):
    with pytest.raises(IntegrityError, match="account_of_a_bank_file_is_whole"), transaction.atomic():
        pays_from(w, iban="")
