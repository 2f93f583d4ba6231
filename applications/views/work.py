"""What I have to do today."""

from collections import Counter
from datetime import timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.formats import moment
from accounts.models import Office
from accounts.roles import require
from applications import law_tasks, plan_tasks, sending_tasks  # noqa: F401  they register themselves as tasks
from applications import work as queue
from applications.actions.remind import UNDO_WITHIN
from applications.links import page_or_none
from applications.models import Application, Call, Event
from applications.recent import recent
from applications.work_groups import grouped, kind_of
from applications.workflow import OPEN, Status

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
@require_safe
def work(request):
    """The queue of the person, the office or nobody (``?di=mie|comune|nessuno``), grouped by urgency.

    ``?tipo=``: only the tasks of one kind.
    """
    now = timezone.now()
    today, user = timezone.localdate(now), request.user
    whose = request.GET.get("di")
    if whose not in (queue.OFFICE, queue.UNASSIGNED):
        whose = queue.MINE
    tasks = queue.tasks(user=user, on=today, whose=whose)
    kinds = _kinds(tasks, whose, request.GET.get("tipo", ""))
    kind = next((one for one in kinds if one["current"]), None)
    if kind:
        tasks = [task for task in tasks if kind_of(task.code) == kind["value"]]
    groups = grouped(tasks, on=today)
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
            "kinds": kinds,
            "kind": kind,
            "without_kind": f"?{urlencode({'di': whose})}",
            "give_out_url": queue.all_unassigned_url() if whose == queue.UNASSIGNED and tasks else "",
            "visits": [(case, page_or_none(case, "visit_sheet")) for case in _visits(user, today)],
            "recent": recent(user),
            "notices": _closing(user, now) + queue.notices(user=user, on=today),
            "reminded": _just_reminded(request, now),
        },
    )


def _kinds(tasks, whose, chosen):
    """The kinds of task there are, with how many: links that keep only one of them."""
    found = Counter(kind_of(task.code) for task in tasks if task.code)
    labels = {kind_of(task.code): task.kind or task.label for task in tasks}
    rows = [
        {
            "value": code,
            "label": labels[code],
            "count": number,
            "url": f"?{urlencode({'di': whose, 'tipo': code})}",
            "current": code == chosen,
        }
        for code, number in found.items()
    ]
    return sorted(rows, key=lambda row: row["label"])


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
    free = queue.unassigned(user).count() if len(rows) > 2 else 0
    return [
        {
            "value": value,
            "label": f"{text} ({free})" if value == queue.UNASSIGNED and free else text,
            "current": value == whose,
        }
        for value, text in rows
    ]


def _visits(user, today):
    cases = Application.objects.visible_to(user).filter(visit_on=today, status__in=[s.value for s in OPEN])
    return list(cases.with_people().order_by("person__last_name")[:10])


def _closing(user, now):
    """[(title, text, url)]: calls that close soon, the first on top, with how many drafts are still to be sent."""
    calls = Call.objects.visible_to(user).open_at(now).with_additions()
    soon = sorted((one.closing(at=now), one.title, one.pk) for one in calls)
    rows = []
    for closes_at, title, pk in soon[:3]:
        if closes_at > now + timedelta(days=CLOSING_DAYS):
            continue
        text = _("Applications close on %(when)s.") % {"when": moment(closes_at)}
        url = ""
        if user.may("case.write"):
            drafts = Application.objects.visible_to(user).filter(call=pk, status=Status.DRAFT).count()
            if drafts:
                text += " " + _("Drafts to be sent: %(n)s.") % {"n": drafts}
                url = f"{reverse('applications:list')}?vista=bozze"
        rows.append((title, text, url))
    return rows


def _just_reminded(request, now):
    """The reminder of a moment ago, to be taken back; None afterwards or when it is not one's own."""
    pk = request.GET.get("sollecito", "")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    mine = Event.objects.visible_to(request.user).filter(
        by=request.user, verb="remind", at__gte=now - UNDO_WITHIN
    )
    return mine.filter(pk=int(pk)).select_related("application").first()
