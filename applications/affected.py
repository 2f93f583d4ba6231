"""Whom an addition to a call touches, before anybody confirms it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from applications.models import Application, Determination
from applications.workflow import Status

SHOWN = 50


@dataclass(frozen=True)
class Affected:
    """``total`` cases, by Comune, the first ``SHOWN`` of them; ``late``: at that instant they could not be sent."""

    total: int
    by_municipality: dict
    cases: list
    late: bool = False


def by_window(call, *, user, at):
    """Drafts not sent yet: with the window they have more time or, when it is closed, become timely."""
    drafts = Application.objects.visible_to(user).filter(call=call, status=Status.DRAFT)
    return _of(drafts, late=call.window_at(at) is None)


def by_rules(call, *, user):
    """Cases nobody has decided: they are judged under the other text from its day on."""
    decided = Determination.objects.filter(application=OuterRef("pk"))
    cases = Application.objects.visible_to(user).filter(~Exists(decided), call=call)
    return _of(cases.exclude(status=Status.CLOSED))


def _of(cases, *, late=False):
    counts = {}
    for name in cases.order_by("municipality__name").values_list("municipality__name", flat=True):
        counts[name] = counts.get(name, 0) + 1
    rows = cases.select_related("municipality", "case_manager").order_by("created_at", "pk")[:SHOWN]
    return Affected(sum(counts.values()), counts, list(rows), late)
