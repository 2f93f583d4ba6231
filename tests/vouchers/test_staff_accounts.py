"""The register of accounts of the staff: what can be loaded, what stays of it, what the checks see in it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import AccessLog
from accounts.refusal import Refused
from tests.applications.factories import NOW, make_user
from tests.vouchers.factories import awarded, iban_of, make_run
from tests.vouchers.test_checks import change, found
from tests.vouchers.test_pages import as_user
from vouchers import staff_register
from vouchers.actions.check_run import check_run
from vouchers.actions.confirm_account import confirm_account
from vouchers.actions.load_staff_accounts import load_staff_accounts
from vouchers.models import StaffAccount
from vouchers.staff_register import Entry

PAGE = reverse("vouchers:load_staff_accounts")
CODE = "RSSMRA80A01F205X"
FIRST, SECOND, THIRD = (iban_of(name) for name in ("primo", "secondo", "terzo"))


def load(w, *entries, whole=False):
    return load_staff_accounts(plan_office=w.plan_office, entries=entries, whole=whole, by=w.manager, at=NOW)


def there():
    return {(one.who, one.end) for one in StaffAccount.objects.in_force()}


def test_pasted_or_in_a_file_kept_as_fingerprints_replaced_and_taken_out(w, client):
    manager, shown = as_user(client, w.manager), "RSS***…205X"
    assert PAGE in manager.get(reverse("accounts:offices")).content.decode()
    grouped = " ".join(FIRST[i : i + 4] for i in range(0, 27, 4))
    pasted = f"codice fiscale;IBAN\n{CODE.lower()} {grouped}\n\n{w.officer.email.upper()};{SECOND}\n"
    assert manager.post(PAGE, {"pasted": pasted, "how": "people"}).status_code == 302
    page = manager.get(PAGE).content.decode()
    assert there() == {(shown, FIRST[-4:]), (w.officer.full_name, SECOND[-4:])}
    for text in (shown, w.officer.full_name, FIRST[-4:], "2 inseriti, 0 tolti"):
        assert text in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(one::text, ' ') FROM vouchers_staffaccount one")
        kept = cursor.fetchone()[0]
    for secret in (FIRST, SECOND, FIRST[5:20], CODE):
        assert secret not in kept
        assert secret not in page
    # the account of one of them changes, by a file; nothing happens to the other
    file = SimpleUploadedFile("conti.csv", f"CF;IBAN\n{CODE};{THIRD}\n".encode())
    assert manager.post(PAGE, {"file": file, "how": "people"}).status_code == 302
    assert there() == {(shown, THIRD[-4:]), (w.officer.full_name, SECOND[-4:])}
    gone = StaffAccount.objects.get(removed_at__isnull=False)
    assert (gone.account, gone.end, gone.removed_by) == ("", "", w.manager)
    manager.post(PAGE, {"pasted": f"{CODE}\t{THIRD}", "how": "whole"})
    assert there() == {(shown, THIRD[-4:])}
    last = StaffAccount.objects.in_force().get()
    assert manager.post(reverse("vouchers:remove_staff_account", args=[last.pk])).status_code == 302
    assert there() == set()
    assert "non è più nel registro" in (
        manager.post(reverse("vouchers:remove_staff_account", args=[last.pk]), follow=True).content.decode()
    )
    said = set(AccessLog.objects.filter(user=w.manager).values_list("what", flat=True))
    assert {"Accounts of the staff", "Accounts of the staff loaded", "Account of the staff taken out"} <= said


def test_what_is_wrong_is_said_line_by_line_and_nothing_is_loaded(w, client):
    manager = as_user(client, w.manager)
    stranger = make_user("lontano@altrove.example", w.plan_office.children.create(
        kind="municipality", name="Lontano", code="lontano"
    ), "social_worker", "Lia", "Lontani")  # fmt: skip
    stranger.memberships.all().delete()
    pasted = "\n".join(
        (f"{CODE};{FIRST}", f"{CODE};{FIRST[:-1]}", f"RSSMRA80A01F205Y;{FIRST}", f";{FIRST}",
         f"{stranger.email};{FIRST}", CODE)
    )  # fmt: skip
    response = manager.post(PAGE, {"pasted": pasted, "how": "people"})
    page = response.content.decode()
    assert response.status_code == 422
    assert pasted.splitlines()[1] in page  # nothing typed is lost
    assert [line for line, _said in response.context["wrong"]] == [2, 3, 4, 5, 6]
    for words in ("27 caratteri", "L’ultima lettera", "di chi è il conto", "Nessun utente di questo Ambito"):
        assert words in page, words
    for data in ({"how": "people"}, {"pasted": "IBAN", "how": "people"}, {"pasted": " , ; ", "how": "whole"}):
        assert manager.post(PAGE, data).status_code == 422
    assert not StaffAccount.objects.exists()


def test_only_who_keeps_the_offices_and_in_their_own_ambito(w, client):
    load(w, Entry(iban=FIRST, tax_code=CODE))
    one = StaffAccount.objects.get()
    for user in (w.officer, w.director, w.auditor, w.social_worker):
        assert as_user(client, user).get(PAGE).status_code == 403
        with pytest.raises(Refused):
            load_staff_accounts(plan_office=w.plan_office, entries=[Entry(iban=SECOND, tax_code=CODE)], whole=True,
                                by=user, at=NOW)  # fmt: skip
    with pytest.raises(IntegrityError, match="staff_account_once"), transaction.atomic():
        StaffAccount.objects.create(
            plan_office=w.plan_office, shown="x", holder=one.holder, account=one.account, end="1234", key="x",
            added_at=NOW, added_by=w.manager,
        )  # fmt: skip
    for change_ in ({"account": "0" * 64}, {"shown": "altro"}, {"removed_at": NOW, "removed_by": w.manager}):
        with pytest.raises(Error), transaction.atomic():
            StaffAccount.objects.update(**change_)


def test_a_payment_to_one_of_them_waits_for_a_second_person_who_is_not_its_holder(w, client, settings):
    case = awarded(w)
    load(w, Entry(iban=case.iban, user=w.officer), Entry(iban=FIRST, tax_code=CODE))
    run = make_run(w, state="checked")
    assert found(run) == {("staff_iban", case.ref)}
    page = as_user(client, w.officer).get(reverse("vouchers:run", args=[run.number])).content.decode()
    assert f"Il conto che finisce con {case.iban[-4:]} è nel registro del personale" in page
    with pytest.raises(Refused, match="Questo conto è tuo"):
        confirm_account(application=case, how="in_person", seen="CI AX123", by=w.officer, at=NOW)
    # the key of the installation changes: the old one is still read, while the installation says which it was
    old = settings.SECRET_KEY
    settings.SECRET_KEY = "another" * 9
    check_run(run=run, by=w.officer, at=NOW)
    assert not found(run)
    assert staff_register.unreadable(w.plan_office) == 2
    assert (
        "2 conti sono stati scritti con un’altra chiave"
        in as_user(client, w.manager).get(PAGE).content.decode()
    )
    settings.SECRET_KEY_FALLBACKS = [old]
    assert staff_register.unreadable(w.plan_office) == 0
    check_run(run=run, by=w.officer, at=NOW)
    assert found(run) == {("staff_iban", case.ref)}
    confirm_account(application=case, how="in_person", seen="CI AX123", by=w.manager, at=NOW)
    check_run(run=run, by=w.officer, at=NOW)
    assert not found(run)


def test_who_bears_the_name_of_the_holder_does_not_confirm_either(w):
    case = awarded(w)
    change(case, payee_name=f"{w.officer.last_name} {w.officer.first_name}".upper(), payee_delegated=True)
    case.refresh_from_db()
    with pytest.raises(Refused, match="Questo conto è tuo"):
        confirm_account(application=case, how="in_person", seen="CI AX123", by=w.officer, at=NOW)
