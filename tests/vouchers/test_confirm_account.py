"""A new account is confirmed by another person than who wrote it, with evidence of its own."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.refusal import Refused
from applications.actions._transition import record
from tests.applications.factories import NOW
from tests.vouchers.factories import awarded
from tests.vouchers.test_pages import as_user
from vouchers.actions.confirm_account import confirm_account
from vouchers.models import AccountConfirmation


def test_who_wrote_the_account_cannot_confirm_it_and_nobody_confirms_it_twice(w):
    case = awarded(w)
    record(application=case, verb="edit", by=w.officer, at=NOW, data={"section": "riscossione"})
    with pytest.raises(Refused, match=r"someone else|altra persona"):
        confirm_account(application=case, how="in_person", seen="CI AX123", by=w.officer, at=NOW)
    row = confirm_account(application=case, how="in_person", seen="CI AX123", by=w.manager, at=NOW)
    assert (row.iban, row.changed_by, row.confirmed_by) == (case.iban, w.officer, w.manager)
    with pytest.raises(Refused):
        confirm_account(application=case, how="in_person", seen="di nuovo", by=w.manager, at=NOW)


@pytest.mark.parametrize("values", [{"seen": ""}, {"iban": ""}, {"writer": True}])
def test_the_database_refuses_a_confirmation_without_evidence_or_by_who_wrote_it(w, values):
    case = awarded(w)
    fields = {"application": case, "iban": case.iban, "how": "in_person", "seen": "x", "confirmed_at": NOW}
    if values.pop("writer", False):
        values = {"changed_by": w.officer}
    with pytest.raises(IntegrityError), transaction.atomic():
        AccountConfirmation.objects.create(**fields | values, confirmed_by=w.officer)


def test_the_page_shows_the_whole_account_and_keeps_what_was_typed(w, client, time_machine):
    case = awarded(w)
    time_machine.move_to(NOW, tick=False)
    officer, address = as_user(client, w.officer), reverse("vouchers:confirm_account", args=[case.ref])
    assert case.iban in officer.get(address).content.decode()
    again = officer.post(address, {"how": "call_back", "seen": ""}).content.decode()
    assert 'value="call_back" selected' in again
    assert officer.post(address, {"how": "call_back", "seen": "Laura, 18/11"}).status_code == 302
    assert case.account_confirmations.get().seen == "Laura, 18/11"
