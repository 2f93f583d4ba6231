"""The mail of 8:00: once a day, never twice, never lost, without anybody's data."""

import socketserver
import threading
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from applications.actions.choose_notifications import choose_notifications
from applications.actions.make_digests import make_digests
from applications.models import Digest, Kind, Notification
from applications.schedule import send_digests
from jobs import work
from jobs.models import Job
from tests.applications.factories import make_case, world
from tests.applications.world import ROME

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 17, 17, 0, tzinfo=ROME)
EIGHT = datetime(2026, 11, 18, 8, 0, tzinfo=ROME)


@pytest.fixture
def w():
    return world()


@pytest.fixture
def case(w):
    found = make_case(w, status="assessing")
    Notification.objects.all().delete()
    return found


def told(user, case, kind=Kind.TO_SIGN, at=NIGHT):
    return Notification.objects.create(user=user, application=case, kind=kind, at=at)


def run_all(at=EIGHT):
    for job in Job.objects.filter(kind="daily_digest", state=Job.State.QUEUED):
        work.run(job.pk, clock=lambda: at, patience=timedelta(minutes=1))


def test_one_mail_with_counts_and_numbers_only(w, case, settings):
    settings.SITE_URL = "https://b2.example"
    told(w.social_worker, case)
    assert make_digests(at=EIGHT - timedelta(minutes=1)) == []
    (digest,) = make_digests(at=EIGHT)
    assert make_digests(at=EIGHT + timedelta(minutes=5)) == []
    run_all()
    (message,) = mail.outbox
    assert message.subject == "Una pratica aspetta la tua firma"
    assert message.to == [w.social_worker.email]
    assert message.extra_headers["Message-ID"] == digest.message_id
    assert case.ref in message.body
    assert "https://b2.example/notifiche/" in message.body
    for secret in (case.person.last_name, case.person.first_name, case.person.tax_code):
        assert secret not in message.subject + message.body
    run_all()
    assert len(mail.outbox) == 1


def test_a_missed_day_is_sent_once_and_nothing_is_said_twice(w, case):
    told(w.social_worker, case, at=NIGHT - timedelta(days=2))
    late = EIGHT.replace(hour=15)
    assert len(make_digests(at=late)) == 1  # the machine comes back in the afternoon
    told(w.social_worker, case, kind=Kind.DOCUMENTS, at=late)
    assert make_digests(at=late + timedelta(hours=1)) == []
    run_all()
    (tomorrow,) = make_digests(at=EIGHT + timedelta(days=1))
    assert list(tomorrow.notifications.values_list("kind", flat=True)) == [Kind.DOCUMENTS]
    assert make_digests(at=EIGHT + timedelta(days=2)) == []  # nothing new: no mail
    assert Digest.objects.count() == 2


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25)], ids=["forward", "back"])
def test_eight_is_eight_when_the_clocks_change(w, case, day):
    eight = datetime(*day, 8, 0, tzinfo=ROME)
    told(w.social_worker, case, at=eight - timedelta(hours=9))
    before = timezone.localtime(eight.astimezone(timezone.get_default_timezone()) - timedelta(minutes=1))
    assert make_digests(at=before) == []
    assert len(make_digests(at=eight)) == 1


def test_what_is_read_out_of_scope_or_unwanted_is_not_sent(w, case):
    told(w.social_worker, case)
    read = told(w.manager, case)
    told(w.nurse, case, kind=Kind.REMINDER)  # the case was not sent to the ASST
    choose_notifications(by=w.director, in_app=set(Kind.values), by_mail=set())
    told(w.director, case)
    made = make_digests(at=EIGHT)
    assert w.director not in {one.user for one in made}
    Notification.objects.filter(pk=read.pk).update(read_at=EIGHT)
    run_all()
    assert [one.to for one in mail.outbox] == [[w.social_worker.email]]
    assert Digest.objects.filter(sent=True).count() == 3


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class _Mail(socketserver.StreamRequestHandler):
    """A mail server of a few words: refuses with 451 while ``server.down``, keeps what it takes."""

    def handle(self):
        self._say("220 ready")
        while line := self.rfile.readline().decode().strip().upper():
            if line == "DATA":
                self._say("354 go on")
                lines = []
                while (text := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(text.decode())
                self.server.taken.append("".join(lines))
                self._say("250 taken")
            elif line == "QUIT":
                return self._say("221 bye")
            elif line.startswith("MAIL") and self.server.down:
                self._say("451 try later")
            else:
                self._say("250 ok")
        return None

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


def test_a_mail_server_that_fails_loses_nothing_and_doubles_nothing(w, case, settings, time_machine_at_eight):
    with _Server(("127.0.0.1", 0), _Mail) as server:
        server.taken, server.down = [], True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = False, ""
        told(w.social_worker, case)
        send_digests()
        run_all()
        assert Job.objects.get(kind="daily_digest").state == Job.State.FAILED
        for _again in range(2):
            send_digests()
            run_all()
        assert server.taken == []
        server.down = False
        send_digests()
        run_all()
        send_digests()
        run_all()
        server.shutdown()
    (text,) = server.taken
    digest = Digest.objects.get()
    assert f"Message-ID: {digest.message_id}" in text
    assert digest.sent
    assert Job.objects.get(kind="daily_digest").state == Job.State.DONE


@pytest.fixture
def time_machine_at_eight(time_machine):
    time_machine.move_to(EIGHT, tick=False)


@pytest.mark.django_db(transaction=True)
def test_two_machines_at_eight_make_one_mail():
    """Two calendars make it at once, two workers take its job at once: one Digest, one job, one mail."""
    w = world()
    case = make_case(w, status="assessing")
    Notification.objects.all().delete()
    told(w.social_worker, case)
    at_once(*[lambda: make_digests(at=EIGHT)] * 2)
    assert Digest.objects.count() == 1
    (job,) = Job.objects.filter(kind="daily_digest")
    at_once(*[lambda: work.run(job.pk, clock=lambda: EIGHT, patience=timedelta(minutes=1))] * 2)
    job.refresh_from_db()
    assert (job.state, len(mail.outbox)) == (Job.State.DONE, 1)


def at_once(*acts):
    """Each on its own connection, started together; an error of one is an error of the test."""
    start, wrong = threading.Barrier(len(acts)), []

    def go(act):
        start.wait()
        try:
            act()
        except Exception as error:
            wrong.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=go, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert not wrong, wrong
