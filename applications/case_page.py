"""The frame of the case page: facts, stages, deadlines. Its sections are in ``case_sections.py``.

``PREFETCH`` is all the page reads; the rest turns rows already loaded into words.
"""

from datetime import datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day, day_words, euro, expiry
from applications import procedure, refusal
from applications.models import (
    Assessment,
    AssessmentSignature,
    CallAnswer,
    Certificate,
    Determination,
    Document,
    DocumentRequest,
    IndividualPlan,
    InpsReport,
    Isee,
    MeasureCheck,
    PlanState,
    RefusalNotice,
)
from applications.permissions import current_assessment, current_plan
from applications.steps import DAYS_BEFORE_EXPIRY
from applications.workflow import OPEN, Status

UNDECIDED = frozenset(
    {Status.DRAFT, Status.WAITING_DOCS, Status.ASSESSING, Status.PLAN_REVIEW, Status.PLAN_RETURNED}
)
_SIGNATURES = AssessmentSignature.objects.select_related("signed_by", "office", "voided_by")
_PLANS = IndividualPlan.objects.select_related("written_by", "submitted_by", "returned_by", "approved_by")
_DOCUMENTS = (
    Document.objects.select_related("stored", "added_by", "letter")
    .annotate(sent_before=Count("letter__earlier"))
    .order_by("-added_at", "-pk")
)  # a count takes the order of the model away
# everything the page reads of a case: a fixed number of queries
PREFETCH = (
    Prefetch("person__isee_set", queryset=Isee.objects.select_related("verified_by", "document")),
    Prefetch("person__certificates", queryset=Certificate.objects.select_related("verified_by", "document")),
    "person__household",
    "person__representatives",
    "caregivers",
    Prefetch(
        "carer_contracts__inps_reports", queryset=InpsReport.objects.select_related("verified_by", "document")
    ),
    Prefetch("measure_checks", queryset=MeasureCheck.objects.select_related("verified_by", "document")),
    Prefetch("call_answers", queryset=CallAnswer.objects.select_related("verified_by", "document")),
    "clock_stops",
    Prefetch("refusal_notices", queryset=RefusalNotice.objects.prefetch_related("observations")),
    Prefetch(
        "document_requests",
        queryset=DocumentRequest.objects.select_related("asked_by", "closed_by").prefetch_related("items"),
    ),
    Prefetch(
        "assessments",
        queryset=Assessment.objects.prefetch_related(Prefetch("signatures", queryset=_SIGNATURES)),
    ),
    Prefetch("plans", queryset=_PLANS.prefetch_related("goals", "interventions", "resources")),
    Prefetch("determinations", queryset=Determination.objects.select_related("made_by", "rule_set")),
    Prefetch("documents", queryset=_DOCUMENTS),
)


def last_determination(application):
    """The newest kept decision, or None."""
    return next(iter(application.determinations.all()), None)


def decision(application):
    """The kept decision in force; None while the case is still, or again, to be decided."""
    return None if application.status in UNDECIDED else last_determination(application)


def last_isee(application):
    """The ISEE that lasts longest, or None."""
    return max(application.person.isee_set.all(), key=lambda row: (row.valid_to, row.pk), default=None)


def facts(application, *, user, on, outcome, panel):
    """The strip of figures on top, each only for whoever may see it."""
    rows = []
    if application.person.died_on:  # what was paid and what is left; nothing that falls due
        return list(panel.facts) if panel and user.may("money.read") else []
    if user.may("money.read"):
        rows.append(_amount_fact(application, outcome))
        rows += list(panel.facts) if panel else []
        rows.append(_isee_fact(application, on))
    rows.append(_plan_fact(application))
    if user.may("case.health.read"):
        rows.append(_assessment_fact(application))
    return rows[:5]


def _amount_fact(application, outcome):
    made = decision(application)
    label = _("Amount per month")
    if made is not None and made.verdict == "entitled":
        return {"label": label, "value": euro(made.monthly_total), "why": True}
    if made is not None:
        return {"label": label, "value": euro(Decimal(0)), "why": True}
    if outcome.verdict == "entitled" and outcome.monthly_total is not None:
        return {"label": _("Expected amount"), "value": euro(outcome.monthly_total), "why": True}
    return {"label": label, "value": "–", "why": True}


def _isee_fact(application, on):
    isee = last_isee(application)
    if isee is None:
        return {"label": _("ISEE"), "value": "–", "note": _("missing"), "tone": "warn"}
    soon = isee.valid_to <= on + timedelta(days=DAYS_BEFORE_EXPIRY)
    tone = "bad" if isee.valid_to < on else "warn" if soon else ""
    return {
        "label": isee.get_kind_display(),
        "value": euro(isee.value),
        "note": expiry(isee.valid_to, on),
        "tone": tone,
    }


def plan_to_show(application):
    """The plan in force, or the one that is being written; None without any."""
    rows = [one for one in application.plans.all() if one.state == PlanState.APPROVED]
    return rows[0] if rows else current_plan(application)


def _plan_fact(application):
    plan, newest = plan_to_show(application), current_plan(application)
    if plan is None:
        return {"label": _("Individual Plan"), "value": "–", "note": _("not written yet")}
    if newest is not plan and newest.state != PlanState.SUPERSEDED:
        note = _("version %(n)s: %(state)s") % {"n": newest.version, "state": newest.get_state_display()}
        return {"label": _("Individual Plan"), "value": day(plan.ends_on), "note": note}
    if plan.state == PlanState.APPROVED and plan.ends_on:
        note = _("end of the plan, version %(n)s") % {"n": plan.version}
        return {"label": _("Individual Plan"), "value": day(plan.ends_on), "note": note}
    note = _("version %(n)s") % {"n": plan.version}
    return {"label": _("Individual Plan"), "value": plan.get_state_display(), "note": note}


def _assessment_fact(application):
    assessment = current_assessment(application)
    signed = len(assessment.valid_signatures()) if assessment else 0
    value = _("%(n)s of 2 signatures") % {"n": signed}
    note = ""
    if assessment and assessment.visited_on:
        note = _("visit of %(day)s") % {"day": day(assessment.visited_on)}
    return {"label": _("Assessment"), "value": value, "note": note}


def stages(application, *, panel, on):
    """The way of the case: done, now, still to come."""
    assessment, plan = current_assessment(application), plan_to_show(application)
    signatures = list(assessment.valid_signatures().values()) if assessment else []
    signed_at = max((s.signed_at for s in signatures), default=None) if len(signatures) == 2 else None
    approved_at = max((p.approved_at for p in application.plans.all() if p.approved_at), default=None)
    paid = application.status in (Status.ACTIVE, Status.SUSPENDED)
    rows = [
        (_("Application"), application.submitted_at),
        (_("Assessment"), signed_at),
        (_("Plan approved"), approved_at),
        (_("Being paid"), paid or None),
        (_("Renewal"), None),
    ]
    details = {3: panel.stage if panel else "", 4: ""}
    if plan and plan.ends_on and paid:
        details[4] = _("by %(day)s") % {"day": day(plan.ends_on)}
    open_now = next((i for i, (_label, done) in enumerate(rows) if not done), len(rows))
    if paid:
        open_now = 3
    if application.status not in OPEN:
        open_now = None
    return [
        {
            "label": label,
            "detail": details.get(i) or (day_words(done) if done and done is not True else ""),
            "state": "now" if i == open_now else "done" if done else "todo",
        }
        for i, (label, done) in enumerate(rows)
    ]


def clock_of(application, *, on):
    """The clock of the procedure in words, with how it looks; None when nothing runs or the days are not known."""
    reading = procedure.reading_of(application, on=on)
    if reading is None or application.person.died_on:
        return None
    tone = "bad" if reading.is_late(on) else ""
    icon = "error" if tone else "clock" if reading.stopped_since else "calendar"
    return {"text": procedure.in_words(reading, on=on), "tone": tone, "icon": icon}


def notice_in_words(application):
    """What the rail says of an open notice of refusal; None without one."""
    notice = refusal.open_notice(application)
    if notice is None:
        return None
    goes_on = procedure.notice_stop(notice).ends_on
    return {"notice": notice, "goes_on": goes_on, "observations": list(notice.observations.all())}


def open_request(application):
    """The request for documents the family has not answered yet, or None."""
    return next((one for one in application.document_requests.all() if one.closed_at is None), None)


def deadlines(application, *, user, panel, on):
    """[(label, day)] in order of time: what ends or falls due in this case; nothing after a death."""
    if application.person.died_on:
        return []
    plan = plan_to_show(application)
    rows = [
        (
            _("Documents from the family"),
            application.documents_due_on if application.status == Status.WAITING_DOCS else None,
        )
    ]
    notice = refusal.open_notice(application)
    rows.append((_("Observations of the family"), notice and notice.term_on))
    rows.append((_("Home visit"), application.visit_on))
    if clock := procedure.reading_of(application, on=on):
        rows.append((_("End of the procedure"), clock.due_on))
    if user.may("money.read") and (isee := last_isee(application)):
        rows.append((_("ISEE"), isee.valid_to))
    if user.may("case.health.read"):
        rows += [(row.get_kind_display(), row.valid_to) for row in application.person.certificates.all()]
    rows += [(_("Carer's contract"), row.ends_on) for row in application.carer_contracts.all()]
    if plan:
        rows += [(_("First review of the plan"), plan.review_on), (_("End of the plan"), plan.ends_on)]
    if application.status == Status.DRAFT:
        midnight = timezone.make_aware(datetime.combine(on, time.min))
        rows.append((_("The call closes"), timezone.localdate(application.call.closing(at=midnight))))
    rows += list(panel.deadlines) if panel else []
    return sorted(((label, when) for label, when in rows if when), key=lambda row: row[1])
