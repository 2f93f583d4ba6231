"""Is this person in the Ambito already, and may a new application be opened for them?"""

from dataclasses import dataclass

from applications import tax_code
from applications.models import Application
from applications.workflow import OPEN


@dataclass(frozen=True)
class Twin:
    """A case of the same codice fiscale (letters for digits count as the same).

    ``stops``: no new application while it stands. Otherwise one may be opened for the same person, on purpose: the
    measure goes on from one call to the next.
    """

    application: Application
    visible: bool  # to whoever asks: outside, only the Comune is said
    same_code: bool
    stops: bool


def twin_of(code, *, call, user):
    """The case that matters most for a new application in ``call``, or None. Two queries.

    Open in this call comes first, then open in an office whose cases ``user`` does not see, then the others.
    """
    cases = (
        Application.objects.with_people()
        .filter(plan_office=user.plan_office, person__tax_code__in=tax_code.variants(code))
        .order_by("-created_at", "-pk")
    )
    found = list(cases[:40])
    if not found:
        return None
    seen = Application.objects.visible_to(user).filter(pk__in=[one.pk for one in found])
    visible = set(seen.values_list("pk", flat=True))
    twins = [_twin(one, one.pk in visible, code, call) for one in found]
    return min(twins, key=lambda one: (not one.stops, one.application.call_id != call.pk, not one.visible))


def _twin(application, visible, code, call):
    is_open = application.status in OPEN
    return Twin(
        application=application,
        visible=visible,
        same_code=application.person.tax_code == tax_code.clean(code),
        stops=is_open and (application.call_id == call.pk or not visible),
    )


def open_elsewhere(code, *, user):
    """The open case of the person in an office of the Ambito whose cases ``user`` does not see, or None."""
    return (
        Application.objects.with_people()
        .filter(
            plan_office=user.plan_office,
            person__tax_code__in=tax_code.variants(code),
            status__in=[status.value for status in OPEN],
        )
        .exclude(pk__in=Application.objects.visible_to(user))
        .order_by("-created_at", "-pk")
        .first()
    )
