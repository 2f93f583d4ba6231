"""Reminding another office: recorded, said by e-mail without personal data, taken back within ten seconds."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from accounts.refusal import Refused
from applications import work
from applications.actions.remind import UNDO_WITHIN, remind
from applications.actions.undo_reminder import undo_reminder
from applications.bulk_tasks import send_reminder
from applications.models import Event
from jobs.models import Job
from jobs.tasks import UNHEARD_AFTER
from jobs.tasks import run as run_job
from tests.applications.factories import NOW, TODAY, assess_fully, make_case
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(w):
    """Signed by the Comune, waiting for the ASST."""
    return assess_fully(w, make_case(w, status="assessing"), sign=("social",))


def test_the_people_who_can_act_get_an_email_that_names_nobody(
    w, waiting, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as bells:
        event = remind(application=waiting, by=w.social_worker, at=NOW)
    assert not bells  # nobody is called at once: there is time to take it back
    assert UNDO_WITHIN * 1.5 < UNHEARD_AFTER
    run_job(event.data["job"])
    (sent,) = mail.outbox
    assert sent.to == [w.nurse.email]
    assert sent.subject == "Una pratica ti aspetta"
    assert waiting.number in sent.body
    assert "Brambati" not in sent.body
    # a worker killed between the mail and the commit sends it again: the same mail, by its Message-ID
    item = Job.objects.get(pk=event.data["job"]).items.get()
    send_reminder(item)
    assert mail.outbox[1].extra_headers["Message-ID"] == sent.extra_headers["Message-ID"]
    assert str(item.pk) in sent.extra_headers["Message-ID"]


def test_both_sides_read_it_in_their_queue(w, waiting):
    remind(application=waiting, by=w.social_worker, at=NOW)
    (mine,) = work.tasks(user=w.social_worker, on=TODAY)
    assert "Sollecito di mer 18 novembre, da Giulia Tessari." in mine.why
    assert mine.remind_url == ""
    (tomorrow,) = work.tasks(user=w.social_worker, on=TODAY + timedelta(days=1))
    assert tomorrow.remind_url == f"/pratiche/{waiting.number}/sollecita/"
    (theirs,) = work.tasks(user=w.nurse, on=TODAY)
    assert "Sollecito" in theirs.why


def test_taken_back_in_time_nobody_gets_it(w, waiting):
    event = remind(application=waiting, by=w.social_worker, at=NOW)
    with pytest.raises(Refused, match="non è tuo"):
        undo_reminder(event=event, by=w.manager, at=NOW)
    undo_reminder(event=event, by=w.social_worker, at=NOW + timedelta(seconds=9))
    run_job(event.data["job"])
    assert mail.outbox == []
    with pytest.raises(Refused, match="già"):
        undo_reminder(event=event, by=w.social_worker, at=NOW + timedelta(seconds=9))
    # it does not count: the same day it may be sent again
    again = remind(application=waiting, by=w.social_worker, at=NOW + timedelta(minutes=1))
    with pytest.raises(Refused, match="tardi"):
        undo_reminder(event=again, by=w.social_worker, at=NOW + timedelta(minutes=2))


def test_whom_nobody_can_remind(w, waiting):
    for who in (w.nurse, w.auditor, w.officer):
        with pytest.raises(Refused, match="nessuno da sollecitare"):
            remind(application=waiting, by=who, at=NOW)
    remind(application=waiting, by=w.social_worker, at=NOW)
    with pytest.raises(Refused, match="oggi"):
        remind(application=waiting, by=w.social_worker, at=NOW + timedelta(hours=1))
    w.nurse.is_active = False
    w.nurse.save()
    with pytest.raises(Refused, match="telefona"):
        remind(application=waiting, by=w.social_worker, at=NOW + timedelta(days=1))


def test_who_prepared_the_plan_is_not_reminded_to_approve_it(w):
    case = make_case(w, status="plan_review")
    case.plans.update(submitted_by=w.director)
    event = remind(application=case, by=w.social_worker, at=NOW)
    assert event.data["to"] == [w.manager.pk]


def test_the_page_offers_to_take_it_back(client, w, waiting):
    with time_machine.travel(NOW, tick=False):
        _send_and_take_back(client, w, waiting)


def _send_and_take_back(client, w, waiting):
    enter(client, w.social_worker)
    answer = client.post(f"/pratiche/{waiting.number}/sollecita/")
    event = Event.objects.get(verb="remind")
    page = client.get(answer.headers["Location"]).content.decode()
    undo = f"/pratiche/{waiting.number}/sollecita/{event.pk}/annulla/"
    assert undo in page
    client.post(undo)
    assert Job.objects.get(kind="reminder").state == "cancelled"
    assert undo not in enter(client, w.manager).get(answer.headers["Location"]).content.decode()
