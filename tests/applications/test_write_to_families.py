"""A letter to many families in one action: recorded on each case, made in the background, and the task closes."""

import io
from datetime import date, datetime

import pikepdf
import pytest
from django.http import QueryDict

from accounts.refusal import Refused
from applications import bulk_tasks, work
from applications.actions.activate import activate
from applications.actions.write_to_families import write_to_families
from applications.forms.write_to_families import draft_of
from applications.models import Application, Document, Event, Isee, Person
from applications.steps import with_next_step
from jobs.models import Job
from jobs.tasks import run as run_job
from tests.applications.factories import NOW, ROME, TODAY, make_case
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db
NAMES = ("adele", "renato", "carla", "luciana")


@pytest.fixture
def paid(w):
    return [activate(application=make_case(w, name), by=w.manager, at=NOW) for name in NAMES]


def rows(user, on=TODAY):
    return with_next_step(Application.objects.all(), user=user, on=on).with_people()


def write(w, *, kind="isee", cases=None, at=NOW, text=None):
    words = draft_of(w.plan_office, "isee")
    cases = list(rows(w.social_worker)) if cases is None else cases
    return write_to_families(
        cases=cases,
        by=w.social_worker,
        at=at,
        kind=kind,
        subject=words["subject"],
        text=text or words["text"],
    )


def steps(user, on=TODAY):
    return {case.step for case in rows(user, on)}


def test_asking_closes_the_task_and_the_new_isee_closes_the_waiting(client, w, paid):
    assert steps(w.social_worker) == {"renew_isee"}
    write(w)
    assert steps(w.social_worker) == {"isee_awaited"}
    mine = [task for task in work.tasks(user=w.social_worker, on=TODAY) if task.code != "review_plan"]
    assert [(task.code, task.waiting) for task in mine] == [("isee_awaiteds", True)]
    page = enter(client, w.social_worker).get(f"/pratiche/{paid[0].ref}/").content.decode()
    assert "Chiesto alla famiglia" in page
    late = date(2027, 1, 1)
    assert steps(w.social_worker, late) == {"chase_isee"}
    (again,) = [task for task in work.tasks(user=w.social_worker, on=late) if task.code != "review_plan"]
    query = QueryDict(again.action_url.partition("?")[2])
    day, asked = date.fromisoformat(query["scade"]), {"step": query["passo"], "whose": query["di"]}
    assert (again.code, again.waiting) == ("chase_isees", False)
    assert set(work.renewals(user=w.social_worker, on=late, due_on=day, **asked)) == set(paid)
    for case in paid:
        Isee.objects.create(
            person=case.person, kind="sociosanitario", value=9000, year=2027,
            issued_on=late, valid_to=date(2027, 12, 31),
        )  # fmt: skip
    assert steps(w.social_worker, late) == {""}
    # the year after, last year's letter is not this year's
    assert steps(w.social_worker, date(2027, 12, 1)) == {"renew_isee"}


def test_from_the_folded_row_to_the_letters(client, w, paid):
    (row,) = [task for task in work.tasks(user=w.social_worker, on=TODAY) if task.code != "review_plan"]
    assert row.code == "renew_isees"
    page = enter(client, w.social_worker).get(row.action_url)
    assert len(page.context["cases"]) == 4
    form = page.context["form"].initial
    refs = [case.ref for case in page.context["cases"]]
    data = {"case": refs, "tipo": "isee", "da": "lavoro", **form}
    shown = client.post("/pratiche/scrivi/", data | {"anteprima": "1"}).content.decode()
    assert "L’ISEE di Adele Brambati che abbiamo nella pratica scade il 31/12/2026." in shown
    assert not Event.objects.filter(verb="ask_isee").exists()
    done = client.post("/pratiche/scrivi/", data)
    job = Job.objects.get(kind=bulk_tasks.FAMILY_LETTERS)
    assert done.headers["Location"] == f"/pratiche/lettere/{job.pk}/"
    assert Event.objects.filter(verb="ask_isee", by=w.social_worker).count() == 4
    run_job(job.pk)
    assert Document.objects.filter(kind="letter", label="Ci mandi il nuovo ISEE").count() == 4
    printed = client.get(f"/pratiche/lettere/{job.pk}/?stampa=1")
    with pikepdf.open(io.BytesIO(printed.content)) as whole:
        assert len(whole.pages) == 4
    assert enter(client, w.manager).get(f"/pratiche/lettere/{job.pk}/").status_code == 404


def test_a_death_stops_the_letter(client, w, paid):
    Person.objects.filter(pk=paid[0].person_id).update(died_on=TODAY)
    with pytest.raises(Refused, match="Adele Brambati"):
        write(w)
    assert not Event.objects.filter(verb="ask_isee").exists()
    page = enter(client, w.social_worker).get("/pratiche/scrivi/?tutte=1&tipo=isee")
    assert paid[0].ref not in [case.ref for case in page.context["cases"]]
    assert page.context["dead"] == 1


def test_placeholders_are_a_closed_list_and_never_a_template(client, w, paid):
    enter(client, w.social_worker)
    data = {"case": [paid[0].ref], "subject": "Prova", "text": "Caro {cognome}"}
    refused = client.post("/pratiche/scrivi/", data)
    assert refused.status_code == 422
    assert "{cognome} non esiste" in refused.content.decode()
    Isee.objects.filter(person=paid[0].person).delete()
    missing = client.post("/pratiche/scrivi/", data | {"text": "Scade il {scadenza_isee}"})
    assert missing.status_code == 422
    assert "non ha l’ISEE" in missing.content.decode()
    client.post("/pratiche/scrivi/", data | {"text": "{nome}, {{ 7*7 }} {% debug %} 1 { 2"[:30]})
    assert not Event.objects.filter(verb="write").exists()
    client.post("/pratiche/scrivi/", data | {"text": "{nome} {pratica}"})
    assert Event.objects.get(verb="write").data["text"] == f"Adele Brambati {paid[0].number}"


def test_who_may_not_write(client, w, paid):
    for user in (w.officer, w.auditor, w.nurse):
        with pytest.raises(Refused):
            write_to_families(cases=[paid[0]], by=user, at=NOW, kind="", subject="a", text="b")
    write_at = datetime(2026, 11, 19, 9, 0, tzinfo=ROME)
    assert write(w, cases=list(rows(w.social_worker)[:1]), at=write_at).total == 1
