"""The controls still to do, in "My work": one task for each case drawn and not controlled."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day
from applications.links import case_url
from applications.models import SampleControl
from applications.permissions import may_control
from applications.work import MINE, UNASSIGNED, Task


def controls_to_do(*, user, on, whose):
    """One query. Mine: the cases I follow; whoever decides sees all of the Ambito."""
    if may_control(user):
        return []
    rows = SampleControl.objects.visible_to(user).filter(outcome="")
    if whose == MINE and not user.may("case.decide"):
        rows = rows.filter(application__case_manager=user)
    if whose == UNASSIGNED:
        rows = rows.filter(application__case_manager=None)
    # the term is the office's own, written in no act: without it the task has no day
    return [
        _task(row, on)
        for row in rows.select_related("draw", "application__person", "application__plan_office")
    ]


def _task(row, on):
    drawn_on, days = timezone.localdate(row.draw.drawn_at), row.application.plan_office.control_days
    return Task(
        label=_("Control the declarations of the case"),
        url=case_url(row.application),
        action=_("Record the control"),
        action_url=reverse("applications:record_control", args=[row.application.ref, row.pk]),
        icon="note",
        why=_("Drawn by lot on %(day)s (art. 71 DPR 445/2000).") % {"day": day(drawn_on)},
        due_on=drawn_on + timedelta(days=days) if days else None,
        case=row.application,
        person=row.application.person.full_name,
        age=row.application.person.age_on(on),
        code="record_control",
    )
