"""What an office says of itself: who may change it, how the patron saint is written, two editors at once."""

import pytest

from accounts.models import Office
from tests.accounts.factories import make_ambito, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ambito():
    return make_ambito()


def form(office, **typed):
    stamp = office.edited_at.isoformat() if office.edited_at else ""
    return {
        "address": "",
        "email": "",
        "phone": "",
        "patron_day": "",
        "control_days": "",
        "expected": stamp,
    } | typed


def test_patron_saint_and_terms_are_written_and_shown(client, ambito):
    manager = ambito.user("plan_manager")
    signed_in(client, manager)
    done = client.post(
        f"/uffici/{ambito.first.pk}/modifica/", form(ambito.first, patron_day="24/6", phone="030 1")
    )
    assert done.status_code == 302
    ambito.first.refresh_from_db()
    assert (ambito.first.patron_day, ambito.first.phone, ambito.first.edited_by) == (
        "06-24",
        "030 1",
        manager,
    )
    client.post(f"/uffici/{ambito.plan.pk}/modifica/", form(ambito.plan, control_days="45"))
    assert Office.objects.get(pk=ambito.plan.pk).control_days == 45
    page = client.get("/uffici/").content.decode()
    assert "patrono 24/06" in page
    assert "controlli entro 45 giorni" in page
    assert 'value="24/06"' in client.get(f"/uffici/{ambito.first.pk}/modifica/").content.decode()


@pytest.mark.parametrize("typed", ["31/06", "24 giugno", "6-24-1", "00/00", "06/24", "²/³"])
def test_what_is_no_day_of_the_year_is_refused_and_kept(client, ambito, typed):
    signed_in(client, ambito.user("administrator"))
    answer = client.post(f"/uffici/{ambito.first.pk}/modifica/", form(ambito.first, patron_day=typed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert typed in page
    assert Office.objects.get(pk=ambito.first.pk).patron_day == ""


def test_only_one_s_own_ambito_and_never_over_a_colleague(client, ambito):
    signed_in(client, ambito.user("plan_manager"))
    stranger = make_ambito("Altro")
    assert client.get(f"/uffici/{stranger.plan.pk}/modifica/").status_code == 404
    stale = form(ambito.plan, control_days="10")
    assert client.post(f"/uffici/{ambito.plan.pk}/modifica/", stale).status_code == 302
    late = client.post(f"/uffici/{ambito.plan.pk}/modifica/", stale | {"control_days": "20"})
    assert late.status_code == 422
    assert "ha cambiato questo ufficio" in late.content.decode()
    assert Office.objects.get(pk=ambito.plan.pk).control_days == 10
    signed_in(client, ambito.user("director"))
    assert client.get(f"/uffici/{ambito.plan.pk}/modifica/").status_code == 403
