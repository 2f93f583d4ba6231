"""Why this amount: requirement by requirement, step by step, and what would change it."""

from decimal import Decimal

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.case_page import PREFETCH, decision
from applications.facts import assess_case, of, rules_of, version_of
from applications.views._case import case_or_404
from applications.workflow import OPEN
from eligibility.counterfactual import what_would_change
from eligibility.facts import Facts
from eligibility.outcome import Outcome

VERDICTS = {
    "met": ("ok", "check"),
    "not_met": ("bad", "close"),
    "unknown": ("warn", "help-circle"),
    "due": ("ok", "check"),
    "not_due": ("mute", "minus"),
}


@require("money.read")
def explanation(request, ref, code=None):
    """The kept determination ``code`` (the last one without it), rendered from its stored findings.

    Without any determination: the calculation of today, marked as provisional.
    """
    today = timezone.localdate()
    application = case_or_404(request, ref, what=_("explanation of the amount"), prefetch=PREFETCH)
    last = decision(application)
    shown = last
    if code is not None:
        shown = next((one for one in application.determinations.all() if one.code == code), None)
        if shown is None:
            raise Http404
    live = assess_case(application, on=today)
    version = shown.rule_set if shown else version_of(application, on=today)
    outcome = Outcome.from_json(shown.findings) if shown else live
    changes = ()
    if shown is None or shown == last:
        facts = Facts.from_json(shown.facts) if shown else of(application, on=today)
        rules = rules_of(version)
        changes = what_would_change(facts, rules, shown.on if shown else today)
    total = _total(outcome)
    return render(
        request,
        "applications/explanation.html",
        {
            "case": application,
            "person": application.person,
            "outcome": outcome,
            "shown": shown,
            "last": last,
            "superseded": shown is not None and shown != last,
            "differs": _differs(shown, last, live, application),
            "live": live,
            "sentence": outcome.sentence_for(application.person.first_name),
            "total": total,
            "zero": Decimal("0.00"),
            "criteria": [{"finding": one, "look": VERDICTS[one.verdict]} for one in outcome.criteria],
            "interventions": [
                {"finding": one, "look": VERDICTS[one.verdict]} for one in outcome.interventions
            ],
            "rows": [
                {"row": row, "cells": list(zip(row.cells, outcome.due, strict=True))}
                for row in outcome.step_rows
            ],
            "changes": changes,
            "rule_set": version,
            "sees_health": request.user.may("case.health.read"),
        },
    )


def _total(outcome):
    """Euro a month: the decided sum, or that of the supports found due so far; None when nothing is due."""
    if outcome.monthly_total is not None:
        return outcome.monthly_total
    return outcome.expected_total if outcome.due else None


def _differs(shown, last, live, application):
    """True when today's data would give another result than the decision in force."""
    if shown is None or shown != last or application.status not in OPEN:
        return False
    today = live.monthly_total if live.verdict == "entitled" else None
    return live.verdict != "unknown" and today != (
        shown.monthly_total if shown.verdict == "entitled" else None
    )
