"""The eligibility panel: the outcome of the rules in the words of the intake."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from applications import facts, intake

ICONS = {"met": "check", "unknown": "minus", "not_met": "close"}


def panel(application, *, on):
    """Context of ``_eligibility_panel.html``: the estimate on the day ``on`` with what is known now."""
    outcome = facts.assess_case(application, on=on)
    language = get_language()
    # in words, for who does not see the icon
    words = {"met": _("met"), "unknown": _("not known yet"), "not_met": _("not met")}
    missing = _missing(application, outcome)
    tone, icon, headline, note = _headline(outcome, missing)
    return {
        "outcome": outcome,
        "tone": tone,
        "icon": icon,
        "headline": headline,
        "note": note,
        "missing": missing,
        "criteria": [
            {
                "icon": ICONS[one.verdict],
                "label": one.label.said(language),
                "said": words[one.verdict],
                "reason": one.reason.said(language),
                "verdict": one.verdict,
            }
            for one in outcome.criteria
            if one.stage == "application"
        ],
        "supports": [
            {
                "label": one.label.said(language),
                "given": one.given if one.verdict == "due" else None,
                "reason": one.reason.said(language),
                "verdict": one.verdict,
            }
            for one in outcome.interventions
            if one.verdict == "due" or one.code in application.requested
        ],
        "total": outcome.monthly_total if outcome.verdict == "entitled" else None,
        "so_far": outcome.expected_total if outcome.verdict != "not_entitled" else None,
    }


def _missing(application, outcome):
    """[(what, step)] the intake can still say: for the requirements, and for the supports asked for."""
    asked = [one for one in outcome.interventions if one.code in application.requested]
    found = {}
    for finding in [*(one for one in outcome.criteria if one.stage == "application"), *asked]:
        for one in finding.missing:
            found.setdefault(one.field, one.label.said(get_language()))
    rows = [(label, intake.step_of(field)) for field, label in found.items() if intake.step_of(field)]
    return rows if application.requested else [*rows, (_("which supports are asked for"), "sostegni")]


def _headline(outcome, missing):
    """(tone, icon, words, note) of the outcome. Only the assessment missing: the person may be entitled."""
    if outcome.verdict == "not_entitled":
        note = _("You can send the application anyway: the person has the right to a decision.")
        return "bad", "close-circle", _("Not entitled"), note
    if missing:
        n = len(missing)
        return (
            "info",
            "info-circle",
            ngettext("%(n)s datum is missing", "%(n)s data are missing", n) % {"n": n},
            "",
        )
    note = _("The assessment is still missing.") if outcome.verdict == "unknown" else ""
    return "ok", "check-circle", _("May be entitled"), note
