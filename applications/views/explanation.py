"""Why this amount: requirement by requirement, step by step, and what would change it."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications.case_page import PREFETCH, decision
from applications.explanation_paper import explanation_paper
from applications.facts import assess_case, of, rules_of, version_of
from applications.isee_position import position
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
    shown = _chosen(application, last, code)
    live = assess_case(application, on=today)
    version, known, outcome, on = _basis(application, shown, live, today)
    changes = what_would_change(known, rules_of(version), on) if shown in (None, last) else ()
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
            "total": _total(outcome),
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
            "isee": position(known, rules_of(version), on=on, due={one.code for one in outcome.due}),
            "rule_set": version,
            "sees_health": request.user.may("case.health.read"),
        },
    )


@require_GET
@require("money.read")
def explanation_pdf(request, ref, code=None):
    """The same on paper, for the family. Kept nowhere; without the single requirements for who reads no health data."""
    today = timezone.localdate()
    application = case_or_404(request, ref, what=_("explanation of the amount"), prefetch=PREFETCH)
    last = decision(application)
    shown = _chosen(application, last, code)
    version, known, outcome, on = _basis(application, shown, assess_case(application, on=today), today)
    paper = explanation_paper(
        application,
        outcome=outcome,
        total=_total(outcome),
        shown=shown,
        changes=what_would_change(known, rules_of(version), on) if shown in (None, last) else (),
        on=on,
        sees_health=request.user.may("case.health.read"),
    )
    with override("it"):  # papers are in Italian whoever reads them
        answer = HttpResponse(paper.render(), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{paper.name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _chosen(application, last, code):
    """The determination with that code, the last one without a code; 404 for a code of no determination of the case."""
    if code is None:
        return last
    found = next((one for one in application.determinations.all() if one.code == code), None)
    if found is None:
        raise Http404
    return found


def _basis(application, shown, live, today):
    """(rule set version, facts, outcome, day): those kept with ``shown``, or those of today."""
    if shown is None:
        return version_of(application, on=today), of(application, on=today), live, today
    return shown.rule_set, Facts.from_json(shown.facts), Outcome.from_json(shown.findings), shown.on


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
