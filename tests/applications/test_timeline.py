"""The timeline: pages by place, changes in words, what each role may read, corrections beside what they correct."""

import pytest
from django.urls import reverse

from accounts.models import AccessLog
from applications.actions.add_note import add_note
from applications.models import Application, Event, Isee
from tests.applications.factories import NOW, make_case, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def read(client, user, case, query="", **headers):
    enter(client, user)
    return client.get(reverse("applications:timeline", args=[case.ref]) + query, **headers).content.decode()


def test_pages_by_place_with_and_without_htmx(client, w, django_assert_max_num_queries):
    case = make_case(w, status="assessing")
    for n in range(60):
        add_note(application=case, by=w.social_worker, at=NOW, note=f"Nota {n:02}.")
    enter(client, w.social_worker)
    address = reverse("applications:timeline", args=[case.ref])
    with django_assert_max_num_queries(19):
        first = client.get(address + "?cronologia=note")
    key = first.context["next"]
    add_note(application=case, by=w.social_worker, at=NOW, note="Arrivata dopo.")
    second = client.get(address, {"cronologia": "note", "prima": key})
    both = [row["text"] for page in (first, second) for row in page.context["events"]]
    assert both == [f"Nota {n:02}." for n in reversed(range(60))]
    assert second.context["next"] is None
    fragment = client.get(address, {"cronologia": "note", "prima": key}, headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    for nonsense in ("x", "2026_1", "2026-01-01T00:00:00_1", "_", "9" * 40 + "_9"):
        assert client.get(address, {"prima": nonsense}).status_code == 200


def test_changes_say_before_and_after_and_mask_by_role(client, w):
    case = make_case(w, status="active")
    Application.objects.filter(pk=case.pk).update(payee_name="Anna Altri")
    isee = Isee.objects.filter(person=case.person).first()
    Isee.objects.filter(pk=isee.pk).update(value="12345.67")
    text = read(client, w.social_worker, case, "?cronologia=modifiche")
    assert "12.345,67" in text
    assert "Anna Altri" in text
    assert "ISEE: modificato" in text
    masked = read(client, w.nurse, case, "?cronologia=modifiche")
    assert "non visibile al tuo ruolo" in masked
    for secret in ("12.345,67", "Anna Altri"):
        assert secret not in masked
    text = read(client, w.officer, case, "?cronologia=modifiche")
    assert "12.345,67" in text
    assert "Certificato: aggiunto" in text
    assert "non visibile al tuo ruolo" in text


def test_who_looked_is_for_those_who_answer_for_it(client, w):
    case = make_case(w, status="assessing")
    read(client, w.social_worker, case)
    AccessLog.objects.create(
        user=w.officer, office=w.plan_office, role="administrative_officer", subject_id=case.person_id, at=NOW,
        reference=case.ref, what="bank answer", path="/",
    )  # fmt: skip
    seen = read(client, w.manager, case, "?cronologia=visto")
    assert "Giulia Tessari" in seen
    assert "esito della banca" in seen, "what was opened is said in the language of the reader"
    refused = read(client, w.social_worker, case, "?cronologia=visto")
    assert 'href="?cronologia=visto"' not in refused
    enter(client, w.other_social_worker)
    assert client.get(reverse("applications:timeline", args=[case.ref])).status_code == 404


def test_a_corrected_note_and_its_correction_are_both_there(client, w):
    case = make_case(w, status="assessing")
    note = add_note(application=case, by=w.social_worker, at=NOW, note="Vive con la figlia.")
    enter(client, w.social_worker)
    address = reverse("applications:add_note", args=[case.ref]) + f"?corregge={note.pk}"
    assert "Vive con la figlia." in client.get(address).content.decode()
    client.post(address, {"note": "Vive con la nipote."})
    text = read(client, w.social_worker, case, "?cronologia=note")
    for words in ("Vive con la figlia.", "Vive con la nipote.", "corretta il", "Correzione della nota del"):
        assert words in text
    assert "è già stata corretta" in client.post(address, {"note": "Altro."}).content.decode()
    enter(client, w.manager)
    assert client.post(address, {"note": "Di un altro."}).status_code == 404
    assert Event.objects.filter(verb="note").count() == 2
