"""The sections of the case page: scores, signatures, budget of the plan. Reads loaded rows only."""

from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.formats import since
from applications import scales
from applications.models import Part, PlanState
from applications.permissions import current_assessment

PLAN_TONES = {
    PlanState.DRAFT: ("mute", "pencil"),
    PlanState.SUBMITTED: ("info", "file-signed"),
    PlanState.RETURNED: ("warn", "undo"),
    PlanState.APPROVED: ("ok", "check-circle"),
    PlanState.SUPERSEDED: ("mute", "box"),
}


def score_table(application):
    """(dates of the last two assessments, newest last; rows: label, best, scores, difference)."""
    last = list(application.assessments.all())[:2][::-1]
    found = [scales.scores(assessment) for assessment in last]
    rows = []
    used = {scale.code: scale for assessment in last for scale in scales.of(assessment)}
    for code, scale in sorted(used.items()):
        values = [score.get(code) for score in found]
        known = len(values) == 2 and None not in values
        rows.append(
            {
                "label": scale.label,
                "best": scale.best,
                "values": values,
                "difference": values[1] - values[0] if known else None,
            }
        )
    return [assessment.visited_on or assessment.started_at for assessment in last], rows


def signatures(application, on):
    """Both parts: signed by whom and when, or since when we wait."""
    assessment = current_assessment(application)
    if assessment is None:
        return []
    valid = assessment.valid_signatures()
    offices = {Part.SOCIAL: application.municipality, Part.HEALTH: application.health_office}
    rows = []
    for part in Part:
        signature = valid.get(part)
        voided = any(s.part == part and s.voided_at for s in assessment.signatures.all())
        waiting = since(application.sent_to_asst_at, on) if part == Part.HEALTH else ""
        rows.append(
            {
                "part": part.label,
                "signature": signature,
                "office": offices[part],
                "voided": voided,
                "waiting": waiting,
            }
        )
    return rows


def budget(plan, *, amount):
    """The life project of the plan: total, and its parts with share and place on the bar (percent)."""
    public = sum((r.monthly_value or Decimal(0) for r in plan.resources.all() if r.is_public), Decimal(0))
    private = sum(
        (r.monthly_value or Decimal(0) for r in plan.resources.all() if not r.is_public), Decimal(0)
    )
    parts = [
        ("c1", _("Measure B2"), amount or Decimal(0)),
        ("c2", _("Other public bodies"), public),
        ("c5", _("Family and community"), private),
    ]
    total = sum((value for _css, _label, value in parts), Decimal(0))
    rows, place = [], Decimal(0)
    for css, label, value in parts:
        share = (value * 100 / total).quantize(Decimal("0.1")) if total else Decimal(0)
        if value:
            rows.append(
                {
                    "css": css,
                    "label": label,
                    "value": value,
                    "x": f"{place}%",
                    "width": f"{share}%",
                    "share": round(share),
                }
            )
        place += share
    unvalued = [r for r in plan.resources.all() if r.monthly_value is None]
    return {"total": total, "parts": rows, "unvalued": unvalued}
