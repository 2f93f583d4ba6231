"""The log nobody can change, and its page."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import Error, connection, transaction
from django.test import RequestFactory

from accounts.access_log import record
from accounts.models import AccessLog
from tests.accounts.factories import make_ambito, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/accessi/"


@pytest.fixture
def ambito():
    return make_ambito()


def opened(user, reference="B2-2026-0001", subject_id=7, **extra):
    request = RequestFactory().get("/pratiche/x/", REMOTE_ADDR="10.1.2.3")
    request.user = user
    return record(request, subject_id=subject_id, what="Summary", reference=reference, **extra)


def test_a_row_says_who_whom_what_when_and_from_where(ambito):
    user = ambito.user("social_worker")
    row = opened(user, reason="Colloquio")
    row.refresh_from_db()
    assert (row.user, row.office, row.role, row.subject_id, row.reference) == (
        user,
        ambito.first,
        "social_worker",
        7,
        "B2-2026-0001",
    )
    assert (row.what, row.path, row.address, row.reason) == (
        "Summary",
        "/pratiche/x/",
        "10.1.2.3",
        "Colloquio",
    )
    assert abs(datetime.now(UTC) - row.at) < timedelta(minutes=1)


def test_behind_our_proxy_the_last_address_counts(ambito, settings):
    settings.BEHIND_PROXY = True
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3")
    request.user = ambito.user("social_worker")
    assert record(request, subject_id=1, what="x").address == "10.1.2.3"


@pytest.mark.parametrize(
    "attack",
    [
        lambda row: AccessLog.objects.filter(pk=row.pk).update(what="nothing"),
        lambda row: AccessLog.objects.filter(pk=row.pk).delete(),
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: connection.cursor().execute("UPDATE accounts_accesslog SET what = 'nothing'"),
        lambda row: connection.cursor().execute("DELETE FROM accounts_accesslog"),
        lambda row: connection.cursor().execute("TRUNCATE accounts_accesslog"),
        lambda row: connection.cursor().execute("TRUNCATE accounts_accesslog CASCADE"),
    ],
    ids=[
        "update",
        "delete",
        "save",
        "row delete",
        "sql update",
        "sql delete",
        "sql truncate",
        "truncate cascade",
    ],
)
def test_the_log_cannot_be_rewritten(ambito, attack):
    row = opened(ambito.user("social_worker"))
    # The checks of the new rows now, so that it is our trigger that stops TRUNCATE and not a pending check
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(Error, match=r"pgtrigger: Cannot (update|delete|truncate)"), transaction.atomic():
        attack(row)
    row.refresh_from_db()
    assert row.what == "Summary"


def test_only_holders_of_the_permission_and_only_their_ambito(ambito):
    row = opened(ambito.user("social_worker"))
    assert list(AccessLog.objects.visible_to(ambito.user("auditor"))) == [row]
    assert not AccessLog.objects.visible_to(ambito.user("social_worker")).exists()
    assert not AccessLog.objects.visible_to(make_ambito("Altro").user("auditor")).exists()


def test_the_page_shows_the_accesses_and_logs_its_own_reading(client, ambito):
    opened(ambito.user("asst_assessor"))
    reader = ambito.user("director")
    page = signed_in(client, reader).get(PAGE, {"persona": "B2-2026-0001"})
    assert page.status_code == 200
    assert [row.user.role.key for row in page.context["page"]] == ["director", "asst_assessor"]
    assert AccessLog.objects.filter(user=reader, subject_id=None, reference="B2-2026-0001").count() == 1


def test_filters(client, ambito):
    nurse, worker = ambito.user("asst_assessor"), ambito.user("social_worker")
    opened(nurse, reference="B2-2026-0001", subject_id=11)
    opened(worker, reference="B2-2026-0002", subject_id=12)
    client = signed_in(client, ambito.user("auditor"))

    def found(**filters):
        return {row.user for row in client.get(PAGE, filters).context["page"]} & {nurse, worker}

    assert found() == {nurse, worker}
    assert found(persona="b2-2026-0002") == {worker}
    assert found(persona="11") == {nurse}
    assert found(utente=nurse.pk) == {nurse}
    assert found(al="01/01/2020") == set()


def test_another_ambito_is_not_a_choice(client, ambito):
    stranger = make_ambito("Altro").user("social_worker")
    page = signed_in(client, ambito.user("auditor")).get(PAGE, {"utente": stranger.pk})
    assert page.status_code == 422
    assert stranger.full_name not in page.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ("01/10/2026", "31/10/2026", 200),
        ("30/09/2026", "31/10/2026", 422),
        ("02/10/2026", "01/10/2026", 422),
        ("31/02/2026", "", 422),
    ],
)
def test_at_most_31_days(client, ambito, first, last, status):
    answer = signed_in(client, ambito.user("auditor")).get(PAGE, {"dal": first, "al": last})
    assert answer.status_code == status


def test_both_days_are_included_in_rome_time(client, ambito):
    with time_machine.travel("2026-10-31 23:30:00+01:00", tick=False):
        row = opened(ambito.user("social_worker"))
    client = signed_in(client, ambito.user("auditor"))
    assert row in client.get(PAGE, {"dal": "31/10/2026", "al": "31/10/2026"}).context["page"]
    assert row not in client.get(PAGE, {"dal": "01/11/2026", "al": "02/11/2026"}).context["page"]


@pytest.mark.parametrize("role", ["social_worker", "administrative_officer", "asst_assessor"])
def test_the_page_is_closed_to_other_roles(client, ambito, role):
    assert signed_in(client, ambito.user(role)).get(PAGE).status_code == 403
