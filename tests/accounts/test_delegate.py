"""Delegations: given by who approves by their own role, to a colleague who writes plans, for some days."""

from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import delegate, end_delegation
from accounts.models import Delegation, Membership
from accounts.refusal import Refused
from tests.applications.approving import colleague, lend, signed_in_as_delegate
from tests.applications.factories import NOW, TODAY, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
PAGE, QUEUE = "/deleghe/", "/approvazioni/"


def test_it_opens_the_page_in_its_days_and_closes_by_itself():
    w = world()
    make_case(w, status="plan_review")
    silvia = colleague(w)
    assert enter(Client(), silvia).get(QUEUE).status_code == 403
    last = TODAY + timedelta(days=3)
    typed = {
        "to": silvia.pk,
        "starts_on": f"{TODAY:%d/%m/%Y}",
        "ends_on": f"{last:%d/%m/%Y}",
        "reason": "Ferie",
    }
    assert reverse("accounts:delegate") == PAGE
    page = enter(Client(), w.manager).post(PAGE, typed, follow=True)
    assert "Silvia Cortesi approva i Piani al tuo posto dal 18/11/2026 al 21/11/2026" in said(page)
    assert enter(Client(), silvia).get(QUEUE).status_code == 200
    for when, status in ((last, 200), (last + timedelta(days=1), 403)):
        with time_machine.travel(NOW + (when - TODAY)):
            assert enter(Client(), silvia).get(QUEUE).status_code == status


@pytest.mark.parametrize("why", ["taken back", "who gave it left", "another office"])
def test_it_lends_nothing_without_what_it_stands_on(why):
    w = world()
    row = lend(w, by=w.manager)
    if why == "taken back":
        end_delegation(delegation=row, by=w.director, at=NOW)
    elif why == "who gave it left":
        Membership.objects.filter(user=w.manager).update(valid_to=TODAY - timedelta(days=1))
    else:
        Membership.objects.filter(user=row.delegate).update(office=w.municipality)
    assert enter(Client(), row.delegate).get(QUEUE).status_code == 403


def test_what_is_received_is_not_passed_on_and_only_some_may_receive():
    w = world()
    silvia = signed_in_as_delegate(lend(w, by=w.manager).delegate)
    days = {"starts_on": TODAY, "ends_on": TODAY, "reason": "Ferie", "at": NOW, "on": TODAY}
    with pytest.raises(Refused, match="non si passa ad altri"):
        delegate(to=w.director, by=silvia, **days)
    for somebody in (w.director, w.officer, w.auditor, w.nurse, w.social_worker, w.manager):
        with pytest.raises(Refused, match="Scegli una persona del tuo ufficio"):
            delegate(to=somebody, by=w.manager, **days)
    with pytest.raises(Refused, match="ha già una delega"):
        delegate(to=silvia, by=w.director, **days)
    with pytest.raises(Refused, match="nel passato"):
        delegate(to=silvia, by=w.manager, **{**days, "starts_on": TODAY - timedelta(days=1)})
    assert Delegation.objects.count() == 1


def test_the_database_keeps_it_as_it_was_given():
    row = lend(world(), by=world("altrove", "B2-X").manager)
    for statement in (
        "UPDATE accounts_delegation SET ends_on = ends_on + 30",
        "UPDATE accounts_delegation SET delegate_id = delegated_by_id",
        "DELETE FROM accounts_delegation",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute(statement)
    row.refresh_from_db()


def test_an_old_code_delegates_nothing():
    w = world()
    client = enter(Client(), w.manager, ago=3600)
    typed = {"to": colleague(w).pk, "starts_on": "18/11/2026", "ends_on": "20/11/2026", "reason": "Ferie"}
    assert client.post(PAGE, typed)["Location"].startswith(reverse("mfa_reauthenticate"))
    assert not Delegation.objects.exists()
