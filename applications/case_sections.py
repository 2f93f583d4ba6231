"""The sections of the case page: scores, signatures. Reads loaded rows only."""

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
