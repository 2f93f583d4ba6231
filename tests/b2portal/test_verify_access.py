"""`manage.py verify` on what was looked at, told and answered: each planted damage is named by its row."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from accounts.access_log import record
from accounts.actions.seal_access_log import seal_access_log
from applications import exports
from applications.actions.make_digests import make_digests
from applications.actions.remind import remind
from applications.models import Digest, Document, Kind, Notification
from jobs.models import Job, JobItem
from jobs.tasks import run as work
from tests.applications.factories import NOW, assess_fully, make_case, make_draft, world
from tests.applications.pages import enter
from tests.b2portal.test_verify import damage, undone, verify
from tests.vouchers.conftest import w  # noqa: F401
from tests.vouchers.test_decide_match import match  # noqa: F401
from tests.vouchers.test_propose_match import unmatched  # noqa: F401
from vouchers.actions.decide_match import decide_match
from vouchers.models import AnswerRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(w, match, client, monkeypatch):  # noqa: F811
    """A match that holds, a daily mail, a reminder, a list as a file; the log sealed but for its last row."""
    decide_match(match=match, accepted=True, by=w.manager, at=NOW)
    case = assess_fully(w, make_case(w, "renato", status="assessing"), sign=("social",))
    reminder = remind(application=case, by=w.social_worker, at=NOW)
    Notification.objects.create(user=w.nurse, application=case, kind=Kind.TO_SIGN, at=NOW)
    make_digests(at=NOW + timedelta(days=1))
    monkeypatch.setattr(exports, "AT_ONCE", 0)
    enter(client, w.social_worker).get("/pratiche/esporta.csv")
    for job in Job.objects.unfinished():
        work(job.pk)
    request = RequestFactory().get("/pratiche/x/")
    request.user = w.social_worker

    def looks():
        return record(request, subject_id=case.person_id, what="Summary", reference=case.ref).pk

    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('accounts_accesslog', 'id'))")
        gap = cursor.fetchone()[0]  # an id of a transaction that was rolled back
    second = looks()
    seal_access_log(at=timezone.now())
    rest = world(prefix="altrove", number_prefix="ALT")
    known = AnswerRow.objects.get(effect="written")
    return {
        "second": second, "gap": gap, "last": looks(), "case": case.ref, "person": case.person_id,
        "match": match.pk, "row": known.pk, "known": known.payout_id,
        "reminder": reminder.pk, "work": reminder.data["job"], "nurse": w.nurse.pk,
        "item": JobItem.objects.get(job=reminder.data["job"]).pk,
        "file": JobItem.objects.get(job__kind="case_export").args["stored"],
        "digest": Digest.objects.order_by("pk").first().pk,
        "document": Document.objects.order_by("pk").first().pk,
        "name": f"{case.person.last_name} {case.person.first_name}", "code": case.person.tax_code,
        "iban": match.payout.iban, "theirs": rest.plan_office.pk, "stranger": rest.manager.pk,
        "foreign": make_draft(rest, "adele").pk,
    }  # fmt: skip


DAMAGES = [  # invariant, damage, what is said of it
    (
        "I6",
        "UPDATE accounts_accesslog SET user_id = {stranger} WHERE id = {second}",
        "row {second} of the access log: it was changed",
    ),
    (
        "I6",
        "DELETE FROM accounts_accesslog WHERE id = {second}",
        "row {second} of the access log: it is gone",
    ),
    (
        "I6",
        "INSERT INTO accounts_accesslog (id, user_id, office_id, role, subject_id, reference, "
        "what, path, at, reason)"
        " SELECT {gap}, user_id, office_id, role, subject_id, reference, what, path, at, reason "
        "FROM accounts_accesslog"
        " WHERE id = {second}",
        "row {gap} of the access log: it was not there when its neighbours were sealed",
    ),
    (
        "I6",
        "UPDATE accounts_accessseal SET leaves = set_byte(leaves, 40, 255 - get_byte(leaves, 40))",
        "seal 1 of the access log: it is not what was sealed",
    ),
    ("I6", "UPDATE accounts_accessseal SET number = 2", "seal 1 of the access log: it is gone"),
    (
        "I6",
        "UPDATE accounts_accesslog SET at = at - interval '2 days' WHERE id = {last}",
        "row {last} of the access log: not sealed after a day",
    ),
    (
        "I6",
        "DELETE FROM accounts_accesslog WHERE subject_id IS NULL AND what LIKE 'CSV%%'",
        "file {file}: a list of cases, 0 times in the access log",
    ),
    (
        "I7",
        "UPDATE applications_person SET plan_office_id = {theirs} WHERE id = {person}",
        "case {case}: its call and its person are of two Ambiti",
    ),
    (
        "I7",
        "UPDATE applications_document SET application_id = {foreign} WHERE id = {document}",
        "applications_document {document}: its application and its stored are of two Ambiti",
    ),
    (
        "I7",
        "UPDATE vouchers_bankanswer SET plan_office_id = {theirs}",
        "vouchers_answermatch {match}: its row and its payout are of two Ambiti",
    ),
    (
        "I8",
        'UPDATE jobs_job SET args = \'{{"q": "{code}"}}\' WHERE id = {work}',
        "work {work}: a codice fiscale or an IBAN in its words",
    ),
    (
        "I8",
        "UPDATE jobs_jobitem SET label = 'a {iban}' WHERE job_id = {work}",
        "item of a work {item}: a codice fiscale",
    ),
    (
        "I8",
        "UPDATE jobs_jobitem SET label = 'per {name}' WHERE job_id = {work}",
        "item of a work {item}: the name of a person",
    ),
    (
        "I8",
        "UPDATE accounts_accesslog SET path = lower('/persone/{code}/') WHERE id = {last}",
        "row of the access log {last}: a codice fiscale",
    ),
    (
        "I2",
        "DELETE FROM vouchers_ledgerentry WHERE kind = 'payment' AND payout_id = (SELECT "
        "payout_id FROM vouchers_answermatch)",
        "match {match}: it holds",
    ),
    (
        "I2",
        "UPDATE vouchers_payout SET state = 'booked' WHERE id = {known}",
        "row {row} of an answer: recorded, and payout {known} is not paid",
    ),
    (
        "I10",
        "UPDATE applications_digest SET sent = false",
        "daily mail {digest}: not sent, its work says otherwise",
    ),
    (
        "I10",
        "UPDATE jobs_jobitem SET args = '{{}}' WHERE args ? 'digest'",
        "daily mail {digest}: 0 works send it",
    ),
    (
        "I10",
        "INSERT INTO applications_digest (user_id, day, message_id, sent) SELECT user_id, day + "
        "1, message_id || 'x', true FROM applications_digest WHERE id = {digest}",
        ": 0 works send it",
    ),
    (
        "I10",
        "UPDATE applications_notification SET user_id = {stranger} WHERE digest_id = {digest}",
        "in the mail of another person",
    ),
    (
        "I10",
        "INSERT INTO jobs_jobitem (job_id, position, key, label, args, state, reason, attempts) "
        "SELECT job_id, 9, 'again', label, args, 'done', '', 1 FROM jobs_jobitem WHERE job_id = "
        "{work}",
        "work {work}: the reminder to user {nurse} 2 times",
    ),
    (
        "I10",
        "UPDATE jobs_job SET total = 0, done_count = 0 WHERE id = {work}",
        "event {reminder}: a reminder whose mails are not those of work {work}",
    ),
]


def test_each_damage_to_what_was_looked_at_told_and_answered_is_named(told):
    assert verify()[0] == 0
    for code, statement, expected in DAMAGES:
        with undone():
            damage(statement.format(**told))
            status, said = verify(code)
        assert status == 1, statement
        assert code in {line.split()[0] for line in said.splitlines() if line.startswith("I")}, (
            statement,
            said,
        )
        assert expected.format(**told) in said, (statement, said)
        for secret in (told["name"], told["code"], told["iban"]):
            assert secret not in said, statement
    assert verify()[0] == 0
