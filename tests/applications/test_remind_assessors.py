"""The ASST is reminded by itself, once when late and once when the managers step in; reassessments too."""

from datetime import timedelta

import pytest
from django.core import mail

from applications import work as queue
from applications.actions.make_digests import make_digests
from applications.actions.remind_assessors import remind_assessors
from applications.actions.sign_assessment import sign_assessment
from applications.actions.start_assessment import start_assessment
from applications.actions.write_assessment import write_assessment
from applications.models import Application, Notification
from applications.permissions import current_assessment
from jobs import work
from jobs.models import Job
from tests.applications.assessments import paid, step_of, waiting
from tests.applications.factories import NOW, TODAY, answers, world
from tests.applications.verb_pages import again, get, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
LATE, VERY_LATE = timedelta(days=6), timedelta(days=11)


def reopened(w):
    """A case that is paid, assessed again, and signed anew by the Comune alone."""
    case = paid(w)
    start_assessment(application=case, by=w.social_worker, at=NOW)
    content = {**answers("social", level=1), "day_changes": "Va meglio."}
    write_assessment(application=case, by=w.social_worker, at=NOW, content=content, visited_on=TODAY)
    digest = current_assessment(again(case)).content_hash
    sign_assessment(application=again(case), by=w.social_worker, at=NOW, content_hash=digest)
    return again(case)


def told(user):
    return Notification.objects.filter(user=user, kind="reminder").count()


@pytest.mark.parametrize("make", [waiting, reopened])
def test_once_when_late_once_more_with_the_managers_then_no_more(make):
    w = world()
    case = make(w)
    for after, new, nurse, manager in (
        (timedelta(days=4), 0, 0, 0),
        (LATE, 1, 1, 0),
        (LATE + timedelta(days=1), 0, 1, 0),
        (VERY_LATE, 1, 2, 1),
        (VERY_LATE + timedelta(days=30), 0, 2, 1),
    ):
        assert len(remind_assessors(at=NOW + after)) == new
        assert len(remind_assessors(at=NOW + after)) == 0
        assert (told(w.nurse), told(w.manager)) == (nurse, manager)
    assert "Promemoria automatico" in said(get(w.social_worker, "timeline", case))


def test_the_mail_of_the_morning_carries_it_and_its_subject_says_nobody():
    w = world()
    case = waiting(w)
    six = (NOW + LATE).replace(hour=6)
    remind_assessors(at=six)
    nine = six.replace(hour=9)
    make_digests(at=nine)
    for job in Job.objects.filter(kind="daily_digest"):
        work.run(job.pk, clock=lambda: nine, patience=timedelta(minutes=1))
    (message,) = [one for one in mail.outbox if one.to == [w.nurse.email]]
    assert "Solleciti: 1" in message.body
    for secret in (case.person.last_name, case.person.first_name, case.person.tax_code):
        assert secret not in message.subject + message.body
    assert case.ref not in message.subject


def test_the_managers_are_asked_to_step_in_for_a_new_assessment_too():
    w = world()
    case = reopened(w)
    assert step_of(case, w.manager, on=TODAY + LATE) == "remind_reassess"
    assert step_of(case, w.manager, on=TODAY + VERY_LATE) == "escalate_reassess"


def test_an_open_assessment_hides_no_isee_that_ends():
    w = world()
    case = paid(w)
    case.person.isee_set.update(valid_to=TODAY + timedelta(days=20))
    assert step_of(case, w.social_worker) == "renew_isee"
    start_assessment(application=case, by=w.social_worker, at=NOW)
    assert step_of(case, w.social_worker) == "reassess"
    found = {task.code: task for task in queue.tasks(user=w.social_worker, on=TODAY)}
    assert {"reassess", "renew_isee_beside"} <= set(found)
    assert queue.counts(user=w.social_worker, on=TODAY)[0] == len(found)
    task = found["renew_isee_beside"]
    assert (task.case.pk, task.due_on) == (case.pk, TODAY + timedelta(days=20))
    assert task.action_url.startswith("/pratiche/scrivi/?tipo=isee")
    # nor does the ISEE hide the contract of the carer, or a certificate
    contract = case.carer_contracts.create(carer_name="Oksana", ends_on=TODAY + timedelta(days=9))
    Application.objects.filter(pk=case.pk).update(has_carer=True)
    case.person.certificates.update(valid_to=TODAY + timedelta(days=30))
    mine = {task.code: task for task in queue.tasks(user=w.social_worker, on=TODAY)}
    assert mine["renew_contract_beside"].due_on == contract.ends_on
    assert {"renew_isee_beside", "renew_certificate_beside"} <= set(mine)
    assert queue.counts(user=w.social_worker, on=TODAY)[0] == len(mine)
    assert "renew_isee_beside" not in [task.code for task in queue.tasks(user=w.nurse, on=TODAY)]
