"""What the assessment pages show: the two parts in words, their scores, signatures. Reads loaded rows."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import since
from accounts.roles import ROLES
from applications import scales
from applications.models import Assessment, AssessmentSignature, Part

_SIGNATURES = AssessmentSignature.objects.select_related("signed_by", "office", "voided_by")
_ASSESSMENTS = Assessment.objects.select_related("social_written_by", "health_written_by").prefetch_related(
    Prefetch("signatures", queryset=_SIGNATURES)
)
PREFETCH = (Prefetch("assessments", queryset=_ASSESSMENTS),)

YES_NO = {True: gettext_lazy("Yes"), False: gettext_lazy("No")}
SHORT = 12  # signs of the hash that people compare


def standing(assessment):
    """The signatures nobody has voided: an edit would void them."""
    return [signature for signature in assessment.signatures.all() if signature.voided_at is None]


def column(part, assessment, previous, *, form=None):
    """One part: its scales with scores now and before, its questions. ``form`` when it may be written."""
    answers = getattr(assessment, part) if assessment else {}
    before = getattr(previous, part) if previous else {}
    return {
        "part": part,
        "label": part.label,
        "form": form,
        "visited_on": assessment.visited_on if assessment and part == Part.SOCIAL else None,
        "is_social": part == Part.SOCIAL,
        "written_at": getattr(assessment, f"{part}_written_at") if assessment else None,
        "written_by": getattr(assessment, f"{part}_written_by") if assessment else None,
        "visit_field": form["visited_on"] if form and part == Part.SOCIAL else None,
        "scales": [_scale(scale, answers, before, form) for scale in scales.of_part(part)],
        "questions": [
            {"label": label, "answer": _words(answers.get(code)), "field": form[code] if form else None}
            for code, (owner, label, _needed) in scales.FREE.items()
            if owner == part
        ],
    }


def _scale(scale, answers, before, form):
    rows = []
    for item in scale.items:
        level = next((one for one in item.levels if one.value == answers.get(item.code)), None)
        rows.append(
            {
                "label": item.label,
                "answer": level.label if level else None,
                "field": form[item.code] if form else None,
            }
        )
    return {
        "label": scale.label,
        "best": scale.best,
        "score": scales.score(scale, answers),
        "answered": sum(answers.get(item.code) is not None for item in scale.items),
        "count": len(scale.items),
        "before": scales.score(scale, before) if before else None,
        "rows": rows,
    }


def _words(answer):
    return YES_NO.get(answer, answer) if isinstance(answer, bool) else answer


def signatures(case, assessment, *, on):
    """One row per part: who signed, in which role, when; or who has not yet, and since when we wait."""
    offices = {Part.SOCIAL: case.municipality, Part.HEALTH: case.health_office}
    valid = assessment.valid_signatures() if assessment else {}
    rows = []
    for part in Part:
        signed = valid.get(part)
        waiting = since(case.sent_to_asst_at, on) if part == Part.HEALTH and case.sent_to_asst_at else ""
        rows.append(
            {
                "part": part.label,
                "signature": signed,
                "role": ROLES[signed.role].label if signed else "",
                "hash": signed.content_hash[:SHORT] if signed else "",
                "office": offices[part],
                "waiting": waiting
                or (_("the case has not been sent to the ASST") if part == Part.HEALTH else ""),
                "voided": [
                    {"row": one, "role": ROLES[one.role].label, "hash": one.content_hash[:SHORT]}
                    for one in (assessment.signatures.all() if assessment else ())
                    if one.part == part and one.voided_at
                ],
            }
        )
    return rows
