"""What I have to do today."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import AccessLog, Office
from accounts.roles import require
from applications import work as queue
from applications.models import Application, Call
from applications.workflow import OPEN

SHOWN = 25  # rows of a group; the rest on request
CLOSING_DAYS = 30

HEADINGS = {
    "ritardo": (gettext_lazy("Overdue"), "due due-bad", "error"),
    "oggi": (gettext_lazy("Today"), "due due-warn", "clock"),
    "settimana": (gettext_lazy("Next 7 days"), "", ""),
    "dopo": (gettext_lazy("Later"), "", ""),
    "attesa": (gettext_lazy("Waiting for others"), "", ""),
}


@require("case.read")
def work(request):
    """The queue of the person, the office or nobody (``?di=mie|comune|nessuno``), grouped by urgency."""
    today = timezone.localdate()
    user = request.user
    whose = request.GET.get("di")
    if whose not in (queue.OFFICE, queue.UNASSIGNED):
        whose = queue.MINE
    groups = queue.grouped(queue.tasks(user=user, on=today, whose=whose), on=today)
    everything = "tutte" in request.GET
    first_group = next((name for name, rows in groups.items() if rows), None)
    first = next((task for name in ("ritardo", "oggi", "settimana", "dopo") for task in groups[name]), None)
    return render(
        request,
        "applications/work.html",
        {
            "groups": [_group(name, rows, everything) for name, rows in groups.items() if rows],
            "views": [_view(name, rows, first_group) for name, rows in groups.items()],
            "first": first,
            "count": sum(len(rows) for name, rows in groups.items() if name != "attesa"),
            "urgent": len(groups["ritardo"]) + len(groups["oggi"]),
            "whose": whose,
            "choices": _choices(user, whose),
            "visits": _visits(user, today),
            "recent": _recent(user),
            "closing": _closing(user),
        },
    )


def _group(name, rows, everything):
    label, css, icon = HEADINGS[name]
    shown = rows if everything else rows[:SHOWN]
    return {
        "name": name,
        "label": label,
        "css": css,
        "icon": icon,
        "tasks": shown,
        "count": len(rows),
        "hidden": len(rows) - len(shown),
    }


def _view(name, rows, first_group):
    label = HEADINGS[name][0]
    current = name == first_group
    return {
        "label": label,
        "url": f"#{name}",
        "count": len(rows),
        "late": name == "ritardo",
        "current": current,
    }


def _choices(user, whose):
    """Whose work: mine, that of the office (named), nobody's."""
    office = user.office
    label = (
        _("Comune of %(name)s") % {"name": office.name}
        if office.kind == Office.Kind.MUNICIPALITY
        else office.name
    )
    rows = [(queue.MINE, _("Mine")), (queue.OFFICE, label)]
    if user.may("case.write") or user.may("case.decide"):
        rows.append((queue.UNASSIGNED, _("To assign")))
    return [{"value": value, "label": text, "current": value == whose} for value, text in rows]


def _visits(user, today):
    cases = Application.objects.visible_to(user).filter(visit_on=today, status__in=[s.value for s in OPEN])
    return list(cases.with_people().order_by("person__last_name")[:10])


def _recent(user):
    """The last cases this person opened: [(case, when)]. One's own rows of the log need no permission."""
    rows = (
        AccessLog.objects.filter(user=user)
        .exclude(reference="")
        .order_by("-at")
        .values_list("reference", "at")[:40]
    )
    seen = {}
    for reference, at in rows:
        seen.setdefault(reference, at)
    references = list(seen)[:5]
    visible = Application.objects.visible_to(user).select_related("person")
    found = {case.number: case for case in visible.filter(number__in=references)}
    found |= {case.draft_code: case for case in visible.filter(draft_code__in=references)}
    return [(found[reference], seen[reference]) for reference in references if reference in found]


def _closing(user):
    """Calls open now, the one that closes first on top."""
    now = timezone.now()
    calls = Call.objects.visible_to(user).open_at(now).with_additions()
    return sorted((one.closing(at=now), one.title) for one in calls)[:3]
