"""The rules of the calls: what exactly they ask and pay, and where that is written; the drafts of the next ones."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day
from accounts.roles import require
from applications import rule_page
from applications.facts import rules_of
from applications.models import Call, RuleSetDraft, RuleSetVersion
from applications.views._law import toml


@require("rules.read")
def rules(request):
    """Every text of rules ever used, the newest first in each name."""
    versions = RuleSetVersion.objects.visible_to(request.user).annotate(uses=Count("calls", distinct=True))
    today = timezone.localdate()
    current = set(RuleSetVersion.objects.in_force(today).values_list("pk", flat=True))
    rows = [
        {"version": one, "title": rules_of(one).title, "state": state(one, current, on=today)}
        for one in versions
    ]
    user = request.user
    drafts = RuleSetDraft.objects.visible_to(user).filter(state__in=RuleSetDraft.OPEN)
    context = {
        "rows": rows,
        "drafts": drafts.select_related("written_by") if user.may("call.publish") else (),
        "may_write": user.may("call.write"),
    }
    return render(request, "applications/rules.html", context)


@require("rules.read")
def rule_set(request, name, sha8):
    """One text of rules, parameter by parameter; ``sha8``: the first eight signs of its hash."""
    version = _version(request, name, sha8)
    parsed, today = rules_of(version), timezone.localdate()
    context = {
        "version": version,
        "rules": parsed,
        "criteria": rule_page.criteria(parsed),
        "interventions": rule_page.interventions(parsed),
        "general": rule_page.general(parsed),
        "parts": rule_page.parts(parsed),
        "not_said": rule_page.NOT_SAID,
        "calls": version.calls.filter(plan_office=request.user.plan_office),
        "state": state(
            version,
            set(RuleSetVersion.objects.in_force(today).filter(name=name).values_list("pk", flat=True)),
            on=today,
        ),
        "may_take": _calls_that_may_take(request, version, on=today),
        "others": RuleSetVersion.objects.visible_to(request.user).exclude(pk=version.pk)[:20],
        "may_write": request.user.may("call.write"),
    }
    return render(request, "applications/rule_set.html", context)


@require("rules.read")
def rule_set_toml(request, name, sha8):
    """The text itself, as a file."""
    version = _version(request, name, sha8)
    return toml(f"{version.name}-{version.sha8}", version.text)


def state(version, current, *, on):
    """(tone, icon, words): whether it is the one of its name to use on the day ``on``. Read from the dates."""
    if version.pk in current:
        return "ok", "check-circle", _("In force now")
    if version.activates_on is not None and version.activates_on > on:
        return "info", "clock", _("From %(day)s") % {"day": day(version.activates_on)}
    return "mute", "archive", _("Replaced")


def _calls_that_may_take(request, version, *, on):
    """Published calls of the Ambito still paying on that day or later, under other rules: for who writes calls."""
    if not request.user.may("call.write"):
        return []
    calls = Call.objects.visible_to(request.user).filter(published_at__isnull=False, benefit_to__gte=on)
    starts = max(on, version.activates_on or on)
    rows = calls.select_related("rule_set").with_additions()
    return [one for one in rows if one.rules_on(starts).pk != version.pk]


def _version(request, name, sha8):
    visible = RuleSetVersion.objects.visible_to(request.user).select_related(
        "added_by", "published_by", "replaces"
    )
    version = visible.filter(name=name, sha256__startswith=sha8).first()
    if version is None:
        raise Http404
    return version
