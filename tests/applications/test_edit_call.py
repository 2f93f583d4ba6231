"""Writing a call."""

import pytest

from applications.actions.clone_call import clone_call
from applications.actions.submit_call import submit_call
from applications.forms.law import CallForm
from applications.models import Call
from tests.applications.law_pages import NOW, here, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def typed(user, call, **changes):
    form = CallForm(user=user, instance=call)
    sent = {name: form[name].value() for name in form.fields} | {"act": "Determinazione n. 3 del 10/01/2027"}
    return (
        {k: v for k, v in sent.items() if v is not None} | {"expected_version": call.edit_version} | changes
    )


def test_a_call_is_written_and_calling_it_back_undoes_the_sending(client, w):
    call = clone_call(call=w.call, by=w.manager, at=NOW)
    enter(client, w.manager)
    assert client.get(here("edit_call", call)).status_code == 200
    assert (
        client.post(here("edit_call", call), typed(w.manager, call, closes_time="13:30")).status_code == 302
    )
    call.refresh_from_db()
    assert call.act == "Determinazione n. 3 del 10/01/2027"
    assert f"{call.closes_at:%H:%M}" == "12:30"  # UTC
    call = submit_call(call=call, by=w.manager, at=NOW, expected_version=call.edit_version)
    client.post(here("edit_call", call), typed(w.manager, call))
    call.refresh_from_db()
    assert call.submitted_at is None


def test_what_cannot_be_is_refused_and_stays_typed(client, w):
    call = clone_call(call=w.call, by=w.manager, at=NOW)
    enter(client, w.manager)
    wrong = (
        {"closes_on": "01/01/2026"}, {"benefit_to": "01/01/2020"}, {"number_prefix": "B2-2026"}, {"act": ""},
        {"number_prefix": "a/b"}, {"rule_set": "x"}, {"opens_time": "25:00"}, {"expected_version": "7"},
    )  # fmt: skip
    for change in wrong:
        answer = client.post(here("edit_call", call), typed(w.manager, call, title="Il mio titolo", **change))
        assert answer.status_code == 422, change
        assert "Il mio titolo" in answer.content.decode()
    call.refresh_from_db()
    assert (call.title, call.edit_version) == ("Avviso Misura B2 2027", 1)


def test_a_published_call_and_those_of_others(client, w):
    data = typed(w.manager, w.call, title="Altro")
    assert enter(client, w.manager).get(here("edit_call", w.call)).status_code == 200
    assert client.post(here("edit_call", w.call), data).status_code == 409
    assert enter(client, w.director).post(here("edit_call", w.call), data).status_code == 403
    stranger = world("altrove", "B2-ALTRO").manager
    assert enter(client, stranger).post(here("edit_call", w.call), data).status_code == 404
    assert not Call.objects.filter(title="Altro").exists()
