"""What the assessment pages show: the two parts in words, their scores, signatures. Reads loaded rows."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import day, since
from accounts.roles import ROLES
from applications import scales
from applications.assessment_rules import asked_at, valid_to
from applications.models import Assessment, AssessmentSignature, Document, Part, terms_of

_SIGNATURES = AssessmentSignature.objects.select_related("signed_by", "office", "voided_by")
_ASSESSMENTS = Assessment.objects.select_related(
    "social_written_by", "health_written_by", "disagreed_by", "reused_from__application"
).prefetch_related(Prefetch("signatures", queryset=_SIGNATURES))
_MINUTES = Document.objects.filter(kind=Document.Kind.UVM)
PREFETCH = (
    Prefetch("assessments", queryset=_ASSESSMENTS),
    Prefetch("documents", queryset=_MINUTES, to_attr="minutes"),
)

YES_NO = {True: gettext_lazy("Yes"), False: gettext_lazy("No")}
SHORT = 12  # signs of the hash that people compare


def standing(assessment):
    """The signatures nobody has voided: an edit would void them."""
    return [signature for signature in assessment.signatures.all() if signature.voided_at is None]


def voided_by_edit(assessment, part):
    """The signatures that an edit of ``part`` would void, as ``write_assessment`` does."""
    rows = standing(assessment) if assessment else []
    if any(row.part == part for row in rows):
        return rows
    return [row for row in rows if row.content_hash == assessment.content_hash]


def chosen_scales(case, assessment):
    """{code: version} of the scales: those it was made with, or those a new one will be made with."""
    return assessment.scale_versions if assessment else scales.versions(terms_of(case.call).scales)


def column(case, part, assessment, previous, *, form=None):
    """One part: its scales with scores now and before, its questions. ``form`` when it may be written."""
    answers = getattr(assessment, part) if assessment else {}
    before = getattr(previous, part) if previous else {}
    chosen = chosen_scales(case, assessment)
    return {
        "part": part,
        "label": part.label,
        "form": form,
        "visit": _visit(assessment) if part == Part.SOCIAL else [],
        "visit_fields": [form[name] for name in ("visited_on", "visited_from", "present")]
        if form and part == Part.SOCIAL
        else [],
        "empty": not form and not any(value not in (None, "") for value in answers.values()),
        "written_at": getattr(assessment, f"{part}_written_at") if assessment else None,
        "written_by": getattr(assessment, f"{part}_written_by") if assessment else None,
        "scales": [_scale(scale, answers, before, form) for scale in scales.of_part(part, chosen)],
        "questions": [
            {
                "label": label,
                "answer": _words(answers.get(code)),
                "before": _words(before.get(code)),
                "field": form[code] if form else None,
            }
            for code, (owner, label, _needed) in scales.FREE.items()
            if owner == part
        ],
    }


def _visit(assessment):
    if assessment is None:
        return [(_("Visit on"), "")]
    hour = f"{assessment.visited_from:%H:%M}" if assessment.visited_from else ""
    rows = [(_("Visit on"), " ".join(word for word in (day(assessment.visited_on), hour) if word))]
    return rows + ([(_("Who was present"), assessment.present)] if assessment.present else [])


def _label_of(item, answers):
    return next((one.label for one in item.levels if one.value == answers.get(item.code)), None)


def _scale(scale, answers, before, form):
    asked = {item.code for item in scale.asked(answers)}
    rows = []
    for item in scale.items:
        if form is None and item.code not in asked:
            continue
        now, was = _label_of(item, answers), _label_of(item, before)
        rows.append(
            {
                "label": item.label,
                "answer": now,
                "before": was if was and was != now else None,
                "field": form[item.code] if form else None,
            }
        )
    return {"scale": scale, "rows": rows, **score_line(scale, answers, before)}


def score_line(scale, answers, before):
    """The score of a scale in words, now and before: what changes while one answers."""
    found, was = scales.score(scale, answers), scales.score(scale, before) if before else None
    asked = scale.asked(answers)
    return {
        "code": scale.code,
        "label": scale.label,
        "best": scale.best,
        "score": found,
        "band": scale.band(found),
        "answered": sum(answers.get(item.code) is not None for item in asked),
        "count": len(asked),
        "before": was,
        "before_band": scale.band(was),
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
        asked = asked_at(case, assessment)
        waiting = since(asked, on) if part == Part.HEALTH and asked else ""
        rows.append(
            {
                "part": part.label,
                "signature": signed,
                "taken_over": bool(signed and signed.taken_from_id),
                "disagrees": part == Part.HEALTH and bool(assessment and assessment.disagreed_at),
                "role": ROLES[signed.role].label if signed else "",
                "hash": signed.content_hash[:SHORT] if signed else "",
                "own_only": bool(signed and signed.content_hash != assessment.content_hash),
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


def validity(case, assessment, *, on):
    """Until when it holds, in words; empty while the call does not say."""
    last = valid_to(assessment, terms_of(case.call))
    if last is None:
        return {"text": "", "expired": False}
    text = _("It held until %(day)s.") if last < on else _("It holds until %(day)s.")
    return {"text": text % {"day": day(last)}, "expired": last < on}


def missing(assessment, part):
    """What is still to answer before signing, with the place of each on the page."""
    if assessment is None or part is None:
        return []
    return scales.missing_items(assessment, part)
