"""The bridge from a case to the rules: nobody else builds ``Facts`` or calls ``assess`` for a case.

What nobody has written stays None, "not known"; so does what the case file has no room for.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone

from applications import relations
from applications.evidence_rows import rows_of, with_evidence
from applications.models import Assessment, CallAnswer, PlanState, declared
from applications.scales import scores
from eligibility import facts as f
from eligibility.assess import assess
from eligibility.ruleset import load

CHUNK = 500  # cases in memory at a time while they stream


@lru_cache(maxsize=32)
def parsed(sha256, text):
    """The rule set of a text with this hash; parsed once per process."""
    return load(text)


def rules_of(rule_set_version):
    """The parsed rule set of a ``RuleSetVersion``; parsed once per process and text."""
    return parsed(rule_set_version.sha256, rule_set_version.text)


def assess_case(application, *, on):
    """The Outcome of the case's own rule set on the day ``on``, with the evidence known now."""
    return assess(of(application, on=on), rules_of(version_of(application, on=on)), on)


def version_of(application, *, on):
    """The RuleSetVersion the case is judged under on the day ``on``.

    A case that was decided keeps the text it was decided under. Another is judged under the one its call, or the window
    it was filed in, has in force on that day.
    """
    call = application.call
    if not any(one.confirmed_at is not None and one.rule_set_id for one in call.additions.all()):
        return call.rule_set
    decided = max(application.determinations.all(), key=lambda one: (one.made_at, one.pk), default=None)
    return decided.rule_set if decided else call.rules_on(on, filed_at=application.submitted_at)


def stream(cases, *, on):
    """(ref, Facts) of every case of the queryset, the oldest first, with memory that does not grow with their number.

    A server-side cursor brings ``CHUNK`` cases at a time, and each chunk asks for its evidence in a fixed number of
    queries.
    """
    for application in with_evidence(cases).order_by("pk").iterator(chunk_size=CHUNK):
        yield application.ref, of(application, on=on)


def of(application, *, on, past=False):
    """All the rules may know of the case on the day ``on``. None stands for "not known", never for zero.

    ``past``: the day is gone, and what is known now is read by its dates: the assessment signed by then, the plan
    approved by then, whoever cared then. What has no dates of its own (residence, supports asked for) is as it
    is now. Ages, ISEE and certificates are read by the day in either case.
    """
    person, said = application.person, declared(application)
    other_measures = measures(application, on=on)
    has_caregiver, has_carer = application.has_caregiver, application.has_carer
    if past:
        assessment = _latest(rows_of(application, "assessments"), by=on)
        has_caregiver = _there(has_caregiver, rows_of(application, "caregivers"), on)
        has_carer = _there(has_carer, rows_of(application, "carer_contracts"), on)
        plan_approved = any(
            plan.approved_at is not None and timezone.localdate(plan.approved_at) <= on
            for plan in rows_of(application, "plans")
        )
    else:
        assessment = _latest(rows_of(application, "assessments"))
        plan_approved = any(plan.state == PlanState.APPROVED for plan in rows_of(application, "plans"))
    cared_by = _caregivers(application, on) if has_caregiver else ()
    own = {kind: [] for kind in CallAnswer.Kind.values}
    for row in rows_of(application, "call_answers"):
        own[row.kind].append(row)
    carer = _carer(application, on)
    return f.Facts(
        person=f.Person(
            birth_date=person.birth_date,
            resident_in_ambito=application.resident,
            municipality=application.municipality.name,
            lives_at_home=application.lives_at_home,
            resident_since=said.resident_since,
            citizenship=said.citizenship or None,
            permit_issued_on=said.permit_issued_on,
            permit_valid_to=said.permit_valid_to,
            lives_with_relatives=_with_relatives(said, cared_by, rows_of(person, "household")),
        ),
        certificates=_certificates(application),
        isee=tuple(
            f.Isee(
                kind=row.kind,
                value=row.value,
                year=row.year,
                issued_on=row.issued_on,
                valid_to=row.valid_to,
                has_omissions=row.has_omissions,
            )
            for row in sorted(rows_of(person, "isee_set"), key=lambda row: (row.issued_on, row.pk))
        )
        or None,
        assessment=_assessment(assessment),
        has_caregiver=has_caregiver,
        caregiver=cared_by[0] if cared_by else None,
        other_caregivers=_others(said, cared_by),
        has_carer=has_carer,
        carer=carer if has_carer else None,
        minor_project=_project(
            application.minors_project_title, monthly_cost=application.minors_project_cost
        ),
        independent_living_project=_project(
            application.independent_project_title, monthly_cost=application.independent_project_cost
        ),
        requested=tuple(application.requested),
        other_measures=other_measures,
        plan_approved=plan_approved,
        applied_on=application.submitted_at and timezone.localdate(application.submitted_at),
        service_hours=_service_hours(said, other_measures),
        line=said.line or None,
        filed_with=said.filed_with or None,
        measures=_figures(application, other_measures),
        previous_benefit=said.previous_benefit or None,
        figures=tuple(f.Figure(row.code, row.value) for row in own["figure"]),
        replies=tuple(f.Reply(row.code, row.answer) for row in own["reply"]),
        school_hours=said.school_hours,
        direct_services=_project(said.direct_services_title, yearly_cost=said.direct_services_cost),
        respite=_project(said.respite_title, total_cost=said.respite_cost),
    )


def measures(application, *, on):
    """Codes of the other measures on that day: what was found beats what was declared. None: nobody asked yet."""
    found = {row.code: row.holds_on(on) for row in rows_of(application, "measure_checks")}
    said = application.other_measures
    if said is None and not found:
        return None
    codes = [code for code in said or () if found.get(code, True)]
    return tuple(codes + [code for code, holds in found.items() if holds and code not in codes])


def _service_hours(said, other_measures):
    """The hours declared; zero when somebody asked which measures there are and no day centre is among them."""
    if said.service_hours is not None:
        return said.service_hours
    known_none = other_measures is not None and "day_centre" not in other_measures
    return Decimal("0.00") if known_none else None


def _with_relatives(said, caregivers, household):
    """The answer of the family; without one, True when a relative is written as living there. Silence is not a no."""
    if said.lives_with_relatives is not None:
        return said.lives_with_relatives
    there = [one.relation for one in caregivers if one.cohabiting] + [one.relation for one in household]
    return any(relation.strip().lower() in relations.FAMILY for relation in there) or None


def _others(said, cared_by):
    """The other caregivers of the same person: those written, or what the family declares; None = not asked."""
    if len(cared_by) > 1:
        return cared_by[1:]
    declared_ones = {
        "none": (),
        "parent": (f.Caregiver(relation="genitore", is_parent=True),),
        "other": (f.Caregiver(is_parent=False),),
    }
    return declared_ones.get(said.other_caregivers)


def _figures(application, held):
    """The figures of the measures held; those of a measure that is no longer held count for nothing."""
    found = tuple(
        f.Measure(
            code=row.code,
            monthly_amount=row.monthly_amount,
            days_per_year=row.days_per_year,
            weekly_hours=row.weekly_hours,
            renounces=row.renounces,
        )
        for row in rows_of(application, "measures")
        if row.code in (held or ())
    )
    return found or None


def _latest(rows, *, by=None):
    """The newest assessment signed by both, ``by`` that day if given; without one the newest, or None by a day.

    A reassessment that is being written takes nothing away from the one that holds.
    """
    rows = list(rows)
    signed = (row for row in rows if row.signed_by_both and (by is None or _signed_on(row) <= by))
    return next(signed, rows[0] if rows and by is None else None)


def _there(flag, rows, on):
    """Was there one on the day? By the dates of the rows; without rows, or for one without an end, as declared."""
    current = _current(rows, on)
    return flag if not rows else bool(current) if flag else any(row.ends_on for row in current) or flag


def _assessment(assessment):
    """Scores and conclusion count only once both offices have signed what they say."""
    if assessment is None:
        return f.Assessment()
    if not assessment.signed_by_both:
        return f.Assessment(signed_by_both=False)
    found = scores(assessment)
    return f.Assessment(
        severe_limitation=assessment.health.get("severe_limitation"),
        adl_score=found.get("adl"),
        iadl_score=found.get("iadl"),
        signed_by_both=True,
        signed_on=_signed_on(assessment),
    )


def _signed_on(assessment: Assessment) -> date:
    """The day, in Rome, of the second of the two signatures that bind."""
    return timezone.localdate(max(one.signed_at for one in assessment.valid_signatures().values()))


def _certificates(application):
    rows = sorted(rows_of(application.person, "certificates"), key=lambda row: row.pk)
    if not rows:
        return () if application.declares_no_certificate else None
    return tuple(
        f.Certificate(
            kind=row.kind,
            recognised_on=row.recognised_on,
            valid_to=row.valid_to,
            pending=row.pending,
            percent=row.percentage,
            receipt_on=row.receipt_on,
        )
        for row in rows
    )


def _current(rows, on):
    """The rows whose dates contain ``on``; rows without dates count as current."""
    return [
        row
        for row in rows
        if (row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or row.ends_on >= on)
    ]


def _caregivers(application, on):
    """Who cares on that day, as the case file has them, the last written first."""
    return tuple(
        f.Caregiver(
            name=str(row),
            relation=row.relation,
            weekly_hours=row.weekly_hours,
            cohabiting=row.cohabiting,
            is_parent=relations.is_parent(row.relation),
        )
        for row in _current(rows_of(application, "caregivers"), on)
    )


def _carer(application, on):
    row = next(iter(_current(rows_of(application, "carer_contracts"), on)), None)
    if row is None:
        return None
    return f.CarerContract(
        name=row.carer_name,
        regular=row.regular,
        weekly_hours=row.weekly_hours,
        monthly_cost=row.monthly_cost,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        personal_assistant=row.personal_assistant,
    )


def _project(title, **cost):
    return f.Project(title=title, **cost) if title or set(cost.values()) != {None} else None
