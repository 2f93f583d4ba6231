"""The free reminders beside the cases: who may write them, for whom, and their rows in "My work"."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from applications.bulk_permissions import who_may_follow
from applications.links import case_url
from applications.models import Memo
from applications.permissions import may_note
from applications.work import MINE, UNASSIGNED, Task, source


def why_not_add(user, application):
    """None when ``user`` may write a reminder beside the case, else the sentence."""
    sentence = may_note(user)
    if sentence is None and application.person.died_on:
        return _("The person has died: nothing more is to be remembered here.")
    return sentence


def people(user, application, *, on):
    """Whom ``user`` may write a reminder for: themselves, and who may follow the case."""
    return User.objects.filter(
        Q(pk=user.pk) | Q(pk__in=who_may_follow([application], on=on).order_by().values("pk"))
    ).order_by("last_name", "first_name")


def open_memos(user, application):
    """Those of the case that are still to be done. One query."""
    return list(
        Memo.objects.visible_to(user).filter(application=application, done_at=None).select_related("to")
    )


@source
def to_do(*, user, on, whose):
    """The reminders for me, or for anybody of the cases I see. One query."""
    if whose == UNASSIGNED or may_note(user):
        return []
    rows = Memo.objects.visible_to(user).filter(done_at=None, application__person__died_on=None)
    if whose == MINE:
        rows = rows.filter(to=user)
    return [_task(row, on) for row in rows.select_related("application__person", "to", "added_by")[:100]]


def _task(row, on):
    case, by = row.application, row.added_by.full_name
    why = (
        _("Reminder you wrote.")
        if row.added_by_id == row.to_id
        else _("Reminder of %(name)s.") % {"name": by}
    )
    return Task(
        label=row.text,
        url=case_url(case),
        action=_("Done"),
        action_url=reverse("applications:finish_memo", args=[case.ref, row.pk]),
        icon="check",
        why=why,
        due_on=row.due_on,
        case=case,
        person=case.person.full_name,
        age=case.person.age_on(on),
        code="memo",
        kind=_("To remember"),
        by_hand=True,
    )
