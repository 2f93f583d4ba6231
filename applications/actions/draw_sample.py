"""Draw by lot the cases whose self-declarations are controlled."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import sampling
from applications.actions._transition import record
from applications.models import (
    Application,
    Certificate,
    Isee,
    SampleControl,
    SampleDraw,
    Verification,
)
from applications.permissions import NOT_YOUR_ROLE


def declared_cases(*, call, from_on, to_on):
    """The cases of the call sent in those days with something only declared: ISEE, certificate or residence."""
    zone = timezone.get_current_timezone()
    starts = datetime.combine(from_on, time.min, zone)
    ends = datetime.combine(to_on + timedelta(days=1), time.min, zone)
    declared = {"person": OuterRef("person"), "verification": Verification.DECLARED}
    sent = Application.objects.filter(
        call=call, number__isnull=False, submitted_at__gte=starts, submitted_at__lt=ends
    )
    return sent.filter(
        Q(resident_checked_on=None)
        | Exists(Isee.objects.filter(**declared))
        | Exists(Certificate.objects.filter(**declared))
    )


@transaction.atomic
def draw_sample(*, call, by, at, from_on, to_on, seed, percent=None, count=None):
    """The SampleDraw with a control to do for each case drawn. The list and the seed stay: anybody can draw again."""
    if not by.may("case.decide") or by.plan_office != call.plan_office:
        raise Refused(NOT_YOUR_ROLE)
    cases = {case.number: case for case in declared_cases(call=call, from_on=from_on, to_on=to_on)}
    if not cases:
        raise Refused(_("In those days no case was sent with something only declared: choose other days."))
    numbers = sorted(cases)
    draw = SampleDraw.objects.create(
        call=call,
        from_on=from_on,
        to_on=to_on,
        percent=percent,
        count=count,
        seed=seed,
        numbers=numbers,
        list_sha256=sampling.list_hash(numbers),
        drawn_at=at,
        drawn_by=by,
    )
    size = sampling.size_of(len(numbers), percent=percent, count=count)
    for position, number in enumerate(sampling.draw(numbers, seed=seed, size=size), start=1):
        SampleControl.objects.create(draw=draw, application=cases[number], position=position)
        record(application=cases[number], verb="draw_sample", by=by, at=at, data={"draw": draw.pk})
    return draw
