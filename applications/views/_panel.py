"""The eligibility panel: the outcome of the rules in the words of the intake."""

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.formats import euro
from applications import facts, intake
from applications.questions import datum_of
from eligibility import bounds
from eligibility.assess import assess

ICONS = {"met": "check", "unknown": "minus", "not_met": "close"}


def panel(application, *, on):
    """Context of ``_eligibility_panel.html``: the estimate on the day ``on`` with what is known now."""
    known, ruleset = facts.of(application, on=on), facts.rules_of(facts.version_of(application, on=on))
    outcome = assess(known, ruleset, on)
    about = {
        rule.code: datum_of(rule) or intake.DATUM_OF_KIND.get(rule.kind, "") for rule in ruleset.criteria
    }
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
                "url": _place(application, one, about.get(one.code, "")),
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
        "range": _range(known, ruleset, on) if outcome.verdict == "unknown" else None,
    }


def _url(application, datum):
    """The page and the field where a datum is written; "" for what the intake does not ask."""
    place = intake.field_of(datum)
    return f"{reverse('applications:step', args=[application.ref, place[0]])}#{place[1]}" if place else ""


def _place(application, finding, about):
    """Where the answer to a requirement is written: the datum it lacks, else the one it is about."""
    lacking = [url for one in finding.missing if (url := _url(application, one.field))]
    return lacking[0] if lacking else _url(application, about)


def _range(known, ruleset, on):
    """{amount, note} while the right is not known: between which sums, and which datum it depends on."""
    found = bounds.monthly(known, ruleset, on)
    language = get_language()

    def names(data):
        return ", ".join(dict.fromkeys(one.label.said(language) for one in data))

    if found.unbounded:
        note = _("The amount cannot be said yet. It depends on: %(data)s.") % {"data": names(found.unbounded)}
        return {"amount": "", "note": note}
    if found.high is None:
        return None
    if found.low == found.high:
        return {"amount": euro(found.high), "note": _("If the right is confirmed.")}
    if found.low < 1:  # a cost nobody has written yet: from nothing to its ceiling
        amount = _("up to %(high)s") % {"high": euro(found.high)}
    else:
        amount = _("between %(low)s and %(high)s") % {"low": euro(found.low), "high": euro(found.high)}
    note = _("It depends on: %(data)s.") % {"data": names(found.depends_on)} if found.depends_on else ""
    return {"amount": amount, "note": note}


def _missing(application, outcome):
    """[(what, address of the field)] the intake can still say: for the requirements, and for the supports asked for."""
    asked = [one for one in outcome.interventions if one.code in application.requested]
    found = {}
    for finding in [*(one for one in outcome.criteria if one.stage == "application"), *asked]:
        for one in finding.missing:
            found.setdefault(one.field, one.label.said(get_language()))
    rows = [(label, url) for field, label in found.items() if (url := _url(application, field))]
    if application.requested:
        return rows
    return [*rows, (_("which supports are asked for"), _url(application, "requested"))]


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
