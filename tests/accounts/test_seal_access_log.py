"""The access log is sealed in batches, row by row and one onto the other, without a row that comes in late left out."""

import hashlib
import threading

import pytest
from django.db import Error, connection, connections, transaction
from django.utils import timezone

from accounts.actions import seal_access_log as sealing
from accounts.actions.seal_access_log import seal_access_log
from accounts.models import AccessLog, AccessSeal
from accounts.schedule import seal
from tests.accounts.factories import make_ambito, signed_in
from tests.accounts.test_access_log import PAGE, opened


def ids():
    return [pk for one in AccessSeal.objects.all() for pk in one.ids]


@pytest.mark.django_db
def test_every_row_is_in_one_seal_and_each_seal_goes_over_the_one_before(client, monkeypatch, caplog):
    monkeypatch.setattr(sealing, "AT_ONCE", 2)
    user = make_ambito().user("auditor")
    now = timezone.now()
    assert seal_access_log(at=now) == []
    signed_in(client, user)
    assert "sigill" not in client.get(PAGE).content.decode()
    for _time in range(4):
        opened(user)
    assert [len(one.ids) for one in seal_access_log(at=now)] == [2, 2, 1]
    assert seal_access_log(at=now) == []
    assert "sigillate" in client.get(PAGE).content.decode()
    with caplog.at_level("INFO"):
        seal()
    assert AccessSeal.objects.get(number=4).digest in caplog.text
    assert ids() == sorted(AccessLog.objects.values_list("pk", flat=True))
    before = bytes(32)
    for number, one in enumerate(AccessSeal.objects.all(), 1):
        numbers = b"".join(pk.to_bytes(8, "big") for pk in one.ids)
        whole = hashlib.sha256(before + number.to_bytes(8, "big") + numbers + bytes(one.leaves))
        assert (one.digest, one.last_id) == (whole.hexdigest(), one.ids[-1])
        before = whole.digest()
    for statement in ("UPDATE accounts_accessseal SET number = 9", "DELETE FROM accounts_accessseal"):
        with pytest.raises(Error, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_row_committed_after_one_with_a_higher_id_is_waited_for():
    user, late = make_ambito().user("auditor"), threading.Event()
    written = threading.Event()

    def slow():
        with transaction.atomic():
            opened(user)
            written.set()
            late.wait(30)
        connections["default"].close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert written.wait(30)
    second = opened(user)
    assert seal_access_log(at=timezone.now(), patience=0) == []  # the lower id may still come
    threading.Timer(0.3, late.set).start()
    (one,) = seal_access_log(at=timezone.now(), patience=20)
    thread.join()
    assert one.ids == [second.pk - 1, second.pk]
