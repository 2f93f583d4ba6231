"""What changed that concerns me: grouped by case, what is unread first."""

from django.db.models import Case, Count, Max, Q, Value, When
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.roles import require
from applications import notified
from applications.models import Notification

GROUPS = 25  # cases on a page
SHOWN = 5  # facts of one case


@require("case.read")
@require_safe
def notifications(request):
    """``?pagina=``: the older ones. Two queries beside those of the frame, however many there are."""
    rows = Notification.objects.visible_to(request.user).wanted("in_app")
    text = request.GET.get("pagina", "")
    page = min(max(int(text), 1), 1000) if text.isascii() and text.isdigit() else 1
    unread = Count("pk", filter=Q(read_at__isnull=True))
    found = list(
        rows.values("application", "job")
        .annotate(unread=unread, last=Max("at"))
        .annotate(order=Case(When(unread__gt=0, then=Value(0)), default=Value(1)))
        .order_by("order", "-last", "application", "job")[(page - 1) * GROUPS : page * GROUPS + 1]
    )
    groups, of = found[:GROUPS], {}
    mine = Q(application__in={one["application"] for one in groups} - {None})
    mine |= Q(job__in={one["job"] for one in groups} - {None})
    for row in rows.filter(mine).select_related("application__person", "event__by", "event__office"):
        of.setdefault((row.application_id, row.job_id), []).append(row)
    return render(
        request,
        "applications/notifications.html",
        {
            "groups": [_group(of[one["application"], one["job"]], one["unread"]) for one in groups],
            "unread": sum(one["unread"] for one in groups),
            "next": page + 1 if len(found) > GROUPS else None,
            "previous": page - 1 if page > 1 else None,
        },
    )


def _group(rows, unread):
    first = rows[0]
    case = first.application
    return {
        "case": case,
        "job": first.job_id,
        "url": reverse("applications:case", args=[case.ref])
        if case
        else reverse("applications:export_ready", args=[first.job_id]),
        "unread": unread,
        "rows": [
            {
                "words": notified.words(row),
                "who": _who(row.event) if row.event else "",
                "at": row.at,
                "unread": row.read_at is None,
            }
            for row in rows[:SHOWN]
        ],
        "more": max(0, len(rows) - SHOWN),
    }


def _who(event):
    names = [event.by.full_name] if event.by else []
    return " · ".join([*names, event.office.name] if event.office else names)
