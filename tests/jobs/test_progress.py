import re

import pytest
from django.urls import reverse

from jobs import registry
from jobs.models import Job
from jobs.views.progress import STOP_POLLING
from tests.accounts.factories import make_office, make_user, signed_in
from tests.jobs.test_work import run

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def office(db):
    return make_office(name="Ufficio di Piano")


@pytest.fixture
def officer(office):
    return make_user(role="administrative_officer", office=office)


@pytest.fixture
def as_role(client, office):
    def sign_in(role, where=None):
        return signed_in(client, make_user(role=role, office=where or office))

    return sign_in


@pytest.fixture
def page(client, officer):
    signed_in(client, officer)
    return lambda job, **more: client.get(reverse("jobs:progress", args=[job.pk]), **more)


def test_the_whole_page_works_without_javascript(start, page):
    answer = page(start("a", "b"))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "0 di 2" in text
    assert "<noscript>" in text
    assert 'hx-trigger="every 2s"' in text
    assert re.search(r'role="status"[^>]*>Il lavoro è stato affidato', text)
    assert "no-store" in answer["Cache-Control"]


def test_the_fragment_is_only_what_changes(start, page):
    text = page(start("a"), **HTMX).content.decode()
    assert "<html" not in text
    assert "hx-swap-oob" in text


def test_polling_stops_and_the_page_is_told_when_the_work_is_over(start, page):
    job = start("a", "bad")
    assert page(job, **HTMX).status_code == 200
    run(job)
    answer = page(job, **HTMX)
    assert answer.status_code == STOP_POLLING
    assert answer["HX-Trigger"] == "job-finished"
    text = answer.content.decode()
    assert "2 di 2" in text
    assert "Finito: riusciti 1 di 2, non riusciti 1." in text
    panel = page(job).content.decode().partition("<main")[2].partition("</main>")[0]
    assert "hx-trigger" not in panel


def test_a_failed_item_is_listed_with_its_reason_and_its_button(start, page):
    job = start("a", "bad")
    run(job)
    item = job.items.get(key="bad")
    text = page(job).content.decode()
    assert "Voce bad" in text
    assert item.reason in text
    assert f'action="{reverse("jobs:retry", args=[item.pk])}"' in text


def test_who_may_only_read_has_no_button_and_is_refused(start, as_role):
    job = start("bad")
    run(job)
    item = job.items.get()
    auditor = as_role("auditor")
    url = reverse("jobs:retry", args=[item.pk])
    assert url not in auditor.get(reverse("jobs:progress", args=[job.pk])).content.decode()
    assert auditor.post(url).status_code == 403
    item.refresh_from_db()
    assert item.state == "failed"


def test_a_role_that_never_sees_payments_is_refused(start, as_role):
    job = start("a")
    assert as_role("administrator").get(reverse("jobs:progress", args=[job.pk])).status_code == 403


def test_a_job_of_another_ambito_is_not_found(start, as_role):
    job = start("bad")
    run(job)
    stranger = as_role("plan_manager", make_office(name="Altro Ufficio di Piano"))
    assert stranger.get(reverse("jobs:progress", args=[job.pk])).status_code == 404
    assert stranger.post(reverse("jobs:retry", args=[job.items.get().pk])).status_code == 404


def test_the_button_queues_that_item_and_a_second_click_says_why_not(start, page, client):
    job = start("bad", "bad2")
    run(job)
    url = reverse("jobs:retry", args=[job.items.get(key="bad").pk])
    assert "nuovo tentativo" in client.post(url, follow=True).content.decode()
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED
    assert job.items.get(key="bad2").state == "failed"
    assert "non c’è nulla da riprovare" in client.post(url, follow=True).content.decode()


def test_a_button_is_not_a_link(start, page, client):
    job = start("bad")
    run(job)
    assert client.get(reverse("jobs:retry", args=[job.items.get().pk])).status_code == 405


@pytest.fixture
def stopping_kind(sample_kind, done):
    registry.forget(sample_kind)
    registry.handler(sample_kind, read="payment.read", retry="payment.prepare", stops=True)(
        lambda item: done.append(item.key)
    )
    return sample_kind


def test_a_work_is_stopped_and_started_again_from_its_page(start, stopping_kind, page, client, done):
    job = start("a", "b")
    assert reverse("jobs:cancel", args=[job.pk]) in page(job).content.decode()
    client.post(reverse("jobs:cancel", args=[job.pk]))
    run(job)
    assert (job.state, done) == (Job.State.CANCELLED, [])
    assert "già finito" in client.post(reverse("jobs:cancel", args=[job.pk]), follow=True).content.decode()
    assert reverse("jobs:resume", args=[job.pk]) in page(job).content.decode()
    client.post(reverse("jobs:resume", args=[job.pk]))
    run(job)
    assert (job.state, job.cancelled_by, done) == (Job.State.DONE, None, ["a", "b"])
    assert "non è fermo" in client.post(reverse("jobs:resume", args=[job.pk]), follow=True).content.decode()


def test_a_kind_that_does_not_stop_has_no_button_and_refuses(start, page, client):
    job = start("a")
    assert reverse("jobs:cancel", args=[job.pk]) not in page(job).content.decode()
    for verb in ("cancel", "resume"):
        assert client.post(reverse(f"jobs:{verb}", args=[job.pk])).status_code == 403


def test_who_only_reads_neither_stops_nor_starts(start, stopping_kind, as_role):
    job, director = start("a"), as_role("director")
    assert (
        reverse("jobs:cancel", args=[job.pk])
        not in director.get(reverse("jobs:progress", args=[job.pk])).content.decode()
    )
    assert director.post(reverse("jobs:cancel", args=[job.pk])).status_code == 403
