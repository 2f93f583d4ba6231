import os
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from accounts.models import Membership, Office, User
from accounts.refusal import Refused
from papers import serve, store
from papers.models import StoredFile
from tests.papers.conftest import AT


@pytest.fixture
def stored(office):
    return keep(office)


def keep(office, data=b"%PDF-1.7 prova", name="lettera.pdf", **more):
    return store.keep(
        data, name=name, content_type="application/pdf", kind="letter", by=None, at=AT, office=office, **more
    )


def test_what_is_kept_is_read_back(stored, documents_dir):
    assert store.read(stored) == b"%PDF-1.7 prova"
    assert stored.size == 14
    path = store.path_of(stored.pk)
    assert path.relative_to(documents_dir).parts == (stored.pk.hex[:2], stored.pk.hex[2:4], str(stored.pk))


def test_the_original_name_never_reaches_the_disk(office, documents_dir):
    keep(office, name="../../etc/passwd")
    assert [path.name for path in documents_dir.rglob("*") if path.is_file()] == [
        str(StoredFile.objects.get().pk)
    ]


def test_an_altered_file_is_not_served(stored):
    store.path_of(stored.pk).write_bytes(b"%PDF-1.7 altro")
    with pytest.raises(Refused):
        store.read(stored)


def test_a_missing_file_is_a_sentence(stored):
    store.path_of(stored.pk).unlink()
    with pytest.raises(Refused):
        serve.response(stored)


def test_a_full_disk_leaves_nothing_behind(office, documents_dir, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(Refused):
        keep(office)
    assert not StoredFile.objects.exists()
    assert not [path for path in documents_dir.rglob("*") if path.is_file()]


def test_an_empty_file_is_refused(office):
    with pytest.raises(Refused):
        keep(office, data=b"")


@pytest.mark.parametrize("change", [{"name": "x"}, {"sha256": "0" * 64}, {"kind": "x"}, {"size": 1}])
def test_a_row_is_written_once(stored, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(**change)


def test_a_row_is_never_deleted(stored):
    with pytest.raises(DatabaseError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).delete()


def test_the_table_is_never_emptied(stored):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("truncate papers_storedfile cascade")


def test_the_outcome_of_the_virus_check_may_be_written(office):
    stored = keep(office, scan_state=StoredFile.ScanState.PENDING)
    with pytest.raises(Refused):
        serve.response(stored)
    StoredFile.objects.filter(pk=stored.pk).update(scan_state=StoredFile.ScanState.INFECTED)
    stored.refresh_from_db()
    with pytest.raises(Refused):
        serve.response(stored)
    with pytest.raises(DatabaseError), transaction.atomic():  # what was found infected is never called clean
        StoredFile.objects.filter(pk=stored.pk).update(scan_state=StoredFile.ScanState.CLEAN)
    clean = keep(office, scan_state=StoredFile.ScanState.PENDING)
    StoredFile.objects.filter(pk=clean.pk).update(scan_state=StoredFile.ScanState.CLEAN)
    clean.refresh_from_db()
    assert serve.response(clean).content == b"%PDF-1.7 prova"


def test_orphans_are_found_and_files_with_a_row_are_not(stored, documents_dir):
    orphan = stored_path = store.path_of(stored.pk)
    orphan = stored_path.with_name("3f2504e0-4f89-41d3-9a0c-0305e82c3301")
    orphan.write_bytes(b"x")
    fresh = stored_path.with_name("tmpabc.part")
    fresh.write_bytes(b"x")
    now = timezone.now()
    hour_ago = (now - timedelta(hours=2)).timestamp()
    for path in (orphan, stored_path):
        os.utime(path, (hour_ago, hour_ago))
    assert store.orphans(older_than=now - timedelta(hours=1)) == [orphan]


def test_a_download_cannot_run_be_guessed_or_be_kept(stored):
    answer = serve.response(stored, as_name="Età à «€».pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''Et%C3%A0%20%C3%A0%20%C2%AB%E2%82%AC%C2%BB.pdf"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "no-store"


def test_a_name_cannot_break_the_header(stored):
    answer = serve.response(stored, as_name='a"; filename="b.exe')
    assert answer["Content-Disposition"] == 'attachment; filename="a\\"; filename=\\"b.exe"'


def test_files_of_another_ambito_do_not_exist_for_me(stored, office):
    other = Office.objects.create(kind="plan_office", name="Altro", code="udp-2")
    town = Office.objects.create(kind="municipality", name="Comune", code="com", parent=office)
    for place, count in ((office, 1), (town, 1), (other, 0)):
        user = User.objects.create_user(f"{place.code}@example.org", None, first_name="A", last_name="B")
        user.acting_as = Membership.objects.create(
            user=user, office=place, role="social_worker", valid_from=AT.date()
        )
        assert StoredFile.objects.visible_to(user).count() == count
