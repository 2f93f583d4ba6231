"""A note on the timeline."""

import pytest
from django.urls import reverse

from applications.models import Event
from tests.applications.factories import make_case, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def test_writing_a_note(client):
    w = world()
    case = make_case(w, status="assessing")
    address = reverse("applications:add_note", args=[case.ref])
    enter(client, w.social_worker)
    assert "Scrivi" in client.post(address, {"note": "   "}).content.decode()
    answer = client.post(address, {"note": "La figlia chiede sollievo."})
    assert answer.headers["Location"].endswith(f"/pratiche/{case.number}/#cronologia")
    (note,) = Event.objects.filter(verb="note")
    assert (note.note, note.by, note.office) == (
        "La figlia chiede sollievo.",
        w.social_worker,
        w.municipality,
    )

    # who may not is told so, also when the request is forced
    enter(client, w.auditor)
    assert "Il tuo ruolo non può farlo." in client.get(address).content.decode()
    assert "Il tuo ruolo non può farlo." in client.post(address, {"note": "x"}).content.decode()
    assert Event.objects.filter(verb="note").count() == 1
    enter(client, w.other_social_worker)
    assert client.post(address, {"note": "x"}).status_code == 404
