"""The calls of the Ambito: window, period, act, rules, how many cases."""

from datetime import timedelta

from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from accounts.formats import day, moment
from accounts.roles import require
from applications import rule_page
from applications.actions.edit_call import FIELDS
from applications.facts import rules_of
from applications.forms.law import CallForm
from applications.law_permissions import on_call
from applications.models import Application, Call
from applications.views._law import call_or_404
from applications.workflow import APPEARANCE, Status

WINDOW = {"opens_at": gettext_lazy("Applications from"), "closes_at": gettext_lazy("Applications until")}


@require("call.read")
def calls(request):
    """All the calls of the Ambito, the newest first."""
    now = timezone.now()
    rows = Call.objects.visible_to(request.user).select_related("rule_set").with_additions()
    cases = Application.objects.visible_to(request.user).order_by()  # a Comune counts its own only
    numbers = dict(cases.values_list("call").annotate(n=Count("pk")))
    context = {
        "rows": [
            {
                "call": row,
                "state": state(row, at=now),
                "closes_at": row.closing(at=now),
                "rules": row.rules_on(timezone.localdate(now)),
                "cases": numbers.get(row.pk, 0),
            }
            for row in rows
        ],
        "may_write": request.user.may("call.write"),
    }
    return render(request, "applications/calls.html", context)


@require("call.read")
def call(request, prefix):
    """One call, with its cases by status (those this person's office sees)."""
    found = call_or_404(request, prefix)
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
    now = timezone.now()
    context = {
        "not_said": rule_page.NOT_SAID,
        "call": found,
        "state": state(found, at=now),
        "closes_at": found.closing(at=now),
        "windows": windows(found, at=now),
        "texts": texts(found, on=timezone.localdate(now)),
        "waiting": [
            one for one in found.additions.all() if one.confirmed_at is None and one.dropped_at is None
        ],
        "statuses": statuses,
        "total": sum(counts.values()),
        "sees_rules": request.user.may("rules.read"),
        "parts": _money_and_ranking(found, on=timezone.localdate(now))
        if request.user.may("rules.read")
        else [],
        "changes": _changes(found),
        "may_write": request.user.may("call.write"),
        "may_publish": request.user.may("call.publish"),
        "refusals": {verb: on_call(request.user, found, verb) for verb in ("submit_call", "publish_call")},
    }
    return render(request, "applications/call.html", context)


def _money_and_ranking(row, *, on):
    """The parts of the rules of that day that a call is asked about first: its money, and who comes first."""
    return [one for one in rule_page.parts(rules_of(row.rules_on(on))) if one[0] in ("budget", "ranking")]


def _changes(row):
    """[(what, in the call it was copied from, here)] of a call being written: only what differs."""
    if row.clone_of is None or row.published_at is not None:
        return []
    told = {"opens_at": moment, "closes_at": moment, "act_date": day, "benefit_from": day, "benefit_to": day}
    pairs = [(name, getattr(row.clone_of, name), getattr(row, name)) for name in FIELDS]
    return [
        (
            CallForm.Meta.labels.get(name, WINDOW.get(name)),
            *(told.get(name, str)(one) or "–" for one in (old, new)),
        )
        for name, old, new in pairs
        if old != new
    ]


def state(row, *, at):
    """(tone, icon, words) of where the call stands at the instant ``at``."""
    if row.published_at is None and row.submitted_at is not None:
        return "info", "clock", _("Waiting for approval")
    if row.published_at is None or row.published_at > at:
        return "mute", "pencil", _("Not published")
    if row.window_at(at):
        return "ok", "check-circle", pgettext("call", "Open")
    to_come = [one for one in row.windows() if at < one.opens_at]
    if not to_come:
        return "mute", "locked", pgettext("call", "Closed")
    return "info", "clock", _("Opening again") if to_come[0].addition else _("Opening soon")


def windows(row, *, at):
    """[{window, now, rules}]: each window, whether ``at`` is in it, and the text of who applies in it."""
    return [
        {
            "window": one,
            "now": one.opens_at <= at < one.closes_at,
            "rules": one.addition.rule_set if one.addition else None,
        }
        for one in row.windows()
    ]


def texts(row, *, on):
    """[{rules, until, now}]: each text of rules with the day before the next one begins."""
    found, current = row.texts(), row.rules_on(on)
    ends = [one.starts_on - timedelta(days=1) for one in found[1:]] + [None]
    return [
        {"rules": one, "until": until, "now": one.version == current and (until is None or on <= until)}
        for one, until in zip(found, ends, strict=True)
    ]
