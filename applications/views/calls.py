"""The calls of the Ambito: window, period, act, rules, how many cases."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.roles import require
from applications.models import Application, Call
from applications.workflow import APPEARANCE, Status


@require("call.read")
def calls(request):
    """All the calls of the Ambito, the newest first."""
    now = timezone.now()
    rows = (
        Call.objects.visible_to(request.user).select_related("rule_set").annotate(cases=Count("applications"))
    )
    return render(
        request,
        "applications/calls.html",
        {"rows": [{"call": row, "state": state(row, at=now)} for row in rows]},
    )


@require("call.read")
def call(request, prefix):
    """One call, with its cases by status (those this person's office sees)."""
    found = (
        Call.objects.visible_to(request.user)
        .select_related("rule_set", "published_by")
        .filter(number_prefix=prefix)
        .first()
    )
    if found is None:
        raise Http404
    cases = Application.objects.visible_to(request.user).filter(call=found).order_by()
    counts = dict(cases.values_list("status").annotate(n=Count("pk")))
    statuses = [
        {
            "value": s.value,
            "label": s.label,
            "count": counts[s.value],
            "tone": APPEARANCE[s][0],
            "icon": APPEARANCE[s][1],
        }
        for s in Status
        if s.value in counts
    ]
    context = {
        "call": found,
        "state": state(found, at=timezone.now()),
        "statuses": statuses,
        "total": sum(counts.values()),
        "sees_rules": request.user.may("rules.read"),
    }
    return render(request, "applications/call.html", context)


def state(row, *, at):
    """(tone, icon, words) of where the call stands at the instant ``at``."""
    if row.published_at is None or row.published_at > at:
        return "mute", "pencil", _("Not published")
    if at < row.opens_at:
        return "info", "clock", _("Opening soon")
    if at < row.closes_at:
        return "ok", "check-circle", pgettext("call", "Open")
    return "mute", "locked", pgettext("call", "Closed")
