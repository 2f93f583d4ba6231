import socket
import threading
import time

import pytest

from jobs import tasks
from jobs.models import Job
from tests.jobs.conftest import AT


def test_the_second_start_finds_the_first_job(start):
    first = start("a", "b")
    again = start("c", at=AT.replace(hour=10))
    assert again.pk == first.pk
    assert [item.key for item in again.items.all()] == ["a", "b"]
    assert Job.objects.get().started_at == AT


def test_the_same_item_given_twice_is_one(start):
    job = start("a", "a", "b")
    assert (job.total, job.items.count()) == (2, 2)


def test_the_bell_is_rung_only_after_the_commit(start, monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    monkeypatch.setattr("jobs.tasks.ring", rung.append)
    with django_capture_on_commit_callbacks(execute=True):
        job = start("a")
        assert rung == []
    assert rung == [job.pk]


def test_a_job_that_exists_is_not_rung_for_again(start, monkeypatch, django_capture_on_commit_callbacks):
    start("a")
    rung = []
    monkeypatch.setattr("jobs.tasks.ring", rung.append)
    with django_capture_on_commit_callbacks(execute=True):
        start("a")
    assert rung == []


@pytest.fixture
def silent_port():
    """A server that accepts connections and never says anything: the worst kind of broken broker."""
    server = socket.create_server(("127.0.0.1", 0))
    kept = []

    def accept():
        while True:
            try:
                kept.append(server.accept()[0])
            except OSError:
                return

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    server.close()
    for connection in kept:
        connection.close()


def test_a_broker_that_is_not_there_is_survived(broker):
    broker("redis://127.0.0.1:1/0")
    begun = time.monotonic()
    assert tasks.ring(1) is False
    assert time.monotonic() - begun < 2


def test_a_silent_broker_does_not_hold_the_request(broker, silent_port):
    broker(f"redis://127.0.0.1:{silent_port}/0")
    begun = time.monotonic()
    assert tasks.ring(1) is False
    assert time.monotonic() - begun < 2


def test_a_job_of_another_ambito_does_not_exist_for_me(start, other_office, person):
    start("a")
    stranger = person(other_office, "administrative_officer", "luca@example.org")
    assert Job.objects.visible_to(stranger).count() == 0
    assert Job.objects.visible_to(Job.objects.get().started_by).count() == 1
