"""The sections of the case page: evidence, scores, signatures, budget of the plan. Reads loaded rows only."""

from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.formats import day, euro, expiry, since
from applications.models import Part, PlanState, Verification
from applications.permissions import current_assessment
from applications.scales import SCALES, scores
from applications.steps import DAYS_BEFORE_EXPIRY

VERIFIED = {
    Verification.DECLARED: ("mute", "user"),
    Verification.DOCUMENT: ("ok", "check-circle"),
    Verification.REGISTRY: ("ok", "check-circle"),
}
PLAN_TONES = {
    PlanState.DRAFT: ("mute", "pencil"),
    PlanState.SUBMITTED: ("info", "file-signed"),
    PlanState.RETURNED: ("warn", "undo"),
    PlanState.APPROVED: ("ok", "check-circle"),
    PlanState.SUPERSEDED: ("mute", "box"),
}


def evidence(application, *, user, on):
    """One row per piece of evidence. The ASST sees no ISEE, the administration no certificates."""
    rows = []
    person = application.person
    if user.may("money.read"):
        rows += [_isee_row(isee, on) for isee in person.isee_set.all()] or [_missing(_("ISEE"))]
    if user.may("case.health.read"):
        rows += [_certificate_row(row, on) for row in person.certificates.all()]
        if not person.certificates.all():
            none = application.declares_no_certificate
            rows.append(_missing(_("Law 104 or care allowance"), _("has neither") if none else None))
    rows.append(_residence_row(application))
    rows += [_contract_row(row, on, user) for row in application.carer_contracts.all()]
    return rows


def _validity(valid_to, on):
    if valid_to is None:
        return {"text": _("no expiry date"), "icon": "check", "tone": ""}
    days = (valid_to - on).days
    tone = "bad" if days < 0 else "warn" if days <= DAYS_BEFORE_EXPIRY else ""
    icon = "error" if days < 0 else "warning-circle" if tone else "calendar"
    note = expiry(valid_to, on) if tone else ""
    return {"text": _("until %(day)s") % {"day": day(valid_to)}, "icon": icon, "tone": tone, "note": note}


def _verification(row):
    tone, icon = VERIFIED[row.verification]
    who = (
        f"{row.verified_by.first_name[:1]}. {row.verified_by.last_name}, {day(row.verified_at)}"
        if row.verified_by
        else ""
    )
    return {"tone": tone, "icon": icon, "label": row.get_verification_display(), "note": who}


def _missing(label, value=None):
    tag = {"tone": "mute", "icon": "user", "label": _("Declared by the family")} if value else None
    gap = {"tone": "warn", "icon": "warning-circle", "label": _("Missing")}
    return {"label": label, "detail": "", "value": value or "–", "validity": None, "verification": tag or gap}


def _isee_row(isee, on):
    verification = _verification(isee)
    if isee.has_omissions:
        verification = {
            "tone": "warn",
            "icon": "warning-circle",
            "label": _("With discrepancies"),
            "note": "",
        }
    return {
        "label": isee.get_kind_display(),
        "detail": isee.dsu_protocol,
        "value": euro(isee.value),
        "validity": _validity(isee.valid_to, on),
        "verification": verification,
    }


def _certificate_row(row, on):
    if row.pending:
        verification = {
            "tone": "warn",
            "icon": "clock",
            "label": _("Pending recognition"),
            "note": row.receipt,
        }
        return {
            "label": row.get_kind_display(),
            "detail": "",
            "value": "–",
            "validity": None,
            "verification": verification,
        }
    value = _("recognised on %(day)s") % {"day": day(row.recognised_on)}
    return {
        "label": row.get_kind_display(),
        "detail": "",
        "value": value,
        "validity": _validity(row.valid_to, on),
        "verification": _verification(row),
    }


def _residence_row(application):
    words = {True: _("at home"), False: _("not at home"), None: _("not known whether at home")}
    known = application.resident is not None and application.lives_at_home is not None
    checked = application.resident_checked_on
    tag = (
        {"tone": "ok", "icon": "check-circle", "label": _("Registry"), "note": day(checked)}
        if checked
        else None
    )
    declared = {"tone": "mute", "icon": "user", "label": _("Declared by the family"), "note": ""}
    gap = {"tone": "warn", "icon": "warning-circle", "label": _("Missing"), "note": ""}
    return {
        "label": _("Residence"),
        "detail": words[application.lives_at_home],
        "value": application.municipality.name
        if application.resident
        else _("not in the Ambito")
        if known
        else "–",
        "validity": None,
        "verification": tag or (declared if known else gap),
    }


def _contract_row(row, on, user):
    tag = {
        "tone": "ok",
        "icon": "check-circle",
        "label": _("Registered with INPS"),
        "note": row.inps_reference,
    }
    gap = {"tone": "warn", "icon": "warning-circle", "label": _("Not registered"), "note": ""}
    cost = (
        _("%(amount)s a month") % {"amount": euro(row.monthly_cost)} if row.monthly_cost is not None else "–"
    )
    hours = (
        _("%(n)s hours a week") % {"n": f"{row.weekly_hours.normalize():f}"}
        if row.weekly_hours is not None
        else ""
    )
    return {
        "label": _("Carer's contract"),
        "detail": ", ".join(part for part in (row.carer_name, hours) if part),
        "value": cost if user.may("money.read") else "",
        "validity": _validity(row.ends_on, on)
        if row.ends_on
        else {"text": _("open-ended"), "icon": "calendar", "tone": ""},
        "verification": tag if row.regular else gap,
    }


def score_table(application):
    """(dates of the last two assessments, newest last; rows: label, best, scores, difference)."""
    last = list(application.assessments.all())[:2][::-1]
    found = [scores(assessment) for assessment in last]
    rows = []
    for scale in SCALES:
        values = [score[scale.code] for score in found]
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
