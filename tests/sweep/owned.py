"""What belongs to one person alone, for each person of the scene, and the reminder somebody sent."""

from accounts.actions.seal_access_log import seal_access_log
from accounts.models import AccessLog
from applications.models import Digest, Event, Memo, NotificationChoice, SavedView
from jobs.models import Job
from tests.applications.factories import NOW


def owned_by(w):
    """{what: {user id: id}} of a saved view, an export and a job of letters for each person of the Ambito ``w``."""
    people = (w.social_worker, w.officer, w.manager, w.director, w.nurse, w.auditor)
    for one in people:
        NotificationChoice.objects.create(user=one, kind="signed", in_app=False)
        Digest.objects.create(user=one, day=NOW.date(), message_id=f"<{one.pk}@test>")
    return {
        "view": {
            one.pk: SavedView.objects.create(
                created_by=one, created_at=NOW, name="Mie", query="stato=draft"
            ).pk
            for one in people
        },
        "export": {one.pk: _job("case_export", one).pk for one in people},
        "letters": {one.pk: _job("family_letters", one).pk for one in people},
    }


def _job(kind, user):
    """A job somebody started for themselves, not yet done."""
    return Job.objects.create(
        kind=kind, key=f"{kind}-{user.pk}", office=user.office, started_at=NOW, started_by=user, woken_at=NOW,
        args={"role": user.role.key},
    )  # fmt: skip


def reminder(case, user):
    """The event of a reminder ``user`` sent."""
    return Event.objects.create(application=case, verb="remind", at=NOW, by=user, office=user.office, data={})


def memo(case, user):
    """A free reminder ``user`` wrote for themselves."""
    who = {"to": user, "added_by": user}
    return Memo.objects.create(application=case, text="Telefonare", due_on=NOW.date(), added_at=NOW, **who)


def looked_at(w, case):
    """Somebody opened the case, and the log is sealed."""
    AccessLog.objects.create(
        user=w.manager, office=w.plan_office, role="plan_manager", subject_id=case.person_id, reference=case.ref,
        what="prova", path="/", at=NOW,
    )  # fmt: skip
    seal_access_log(at=NOW)
