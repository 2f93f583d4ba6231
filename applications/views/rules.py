"""The rules of the calls: what exactly they ask and pay, and where that is written. Read-only."""

from django.db.models import Count
from django.http import Http404
from django.shortcuts import render

from accounts.roles import require
from applications import rule_page
from applications.facts import rules_of
from applications.models import RuleSetVersion


@require("rules.read")
def rules(request):
    """Every text of rules ever used, the newest first in each name."""
    versions = RuleSetVersion.objects.visible_to(request.user).annotate(uses=Count("calls", distinct=True))
    rows = [{"version": one, "title": rules_of(one).title} for one in versions]
    return render(request, "applications/rules.html", {"rows": rows})


@require("rules.read")
def rule_set(request, name, sha8):
    """One text of rules, parameter by parameter; ``sha8``: the first eight signs of its hash."""
    visible = RuleSetVersion.objects.visible_to(request.user)
    version = visible.filter(name=name, sha256__startswith=sha8).select_related("added_by").first()
    if version is None:
        raise Http404
    parsed = rules_of(version)
    context = {
        "version": version,
        "rules": parsed,
        "criteria": rule_page.criteria(parsed),
        "interventions": rule_page.interventions(parsed),
        "general": rule_page.general(parsed),
        "calls": version.calls.filter(plan_office=request.user.plan_office),
    }
    return render(request, "applications/rule_set.html", context)
