"""The bridge from a case to the rules: nobody else builds ``Facts`` or calls ``assess`` for a case."""

from functools import lru_cache

from applications.models import PlanState
from applications.scales import scores
from eligibility import facts as f
from eligibility.assess import assess
from eligibility.ruleset import load


@lru_cache(maxsize=32)
def _parsed(sha256, text):
    return load(text)


def rules_of(rule_set_version):
    """The parsed rule set of a ``RuleSetVersion``; parsed once per process and text."""
    return _parsed(rule_set_version.sha256, rule_set_version.text)


def assess_case(application, *, on):
    """The Outcome of the case's own rule set on the day ``on``, with the evidence known now."""
    return assess(of(application, on=on), rules_of(application.call.rule_set), on)


def of(application, *, on):
    """All the rules may know of the case on the day ``on``. None stands for "not known", never for zero."""
    person = application.person
    assessment = _latest(application.assessments.all())
    caregiver = _caregiver(application, on)
    carer = _carer(application, on)
    return f.Facts(
        person=f.Person(
            birth_date=person.birth_date,
            resident_in_ambito=application.resident,
            municipality=application.municipality.name,
            lives_at_home=application.lives_at_home,
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
            for row in sorted(person.isee_set.all(), key=lambda row: (row.issued_on, row.pk))
        )
        or None,
        assessment=_assessment(assessment),
        has_caregiver=application.has_caregiver,
        caregiver=caregiver if application.has_caregiver else None,
        has_carer=application.has_carer,
        carer=carer if application.has_carer else None,
        minor_project=_project(application.minors_project_title, application.minors_project_cost),
        independent_living_project=_project(
            application.independent_project_title, application.independent_project_cost
        ),
        requested=tuple(application.requested),
        other_measures=None if application.other_measures is None else tuple(application.other_measures),
        plan_approved=any(plan.state == PlanState.APPROVED for plan in application.plans.all()),
    )


def _latest(rows):
    """The newest assessment (the default order of the model)."""
    return next(iter(rows), None)


def _assessment(assessment):
    """Scores and conclusion count only once both offices have signed what they say."""
    if assessment is None:
        return f.Assessment()
    if not assessment.signed_by_both:
        return f.Assessment(signed_by_both=False)
    found = scores(assessment)
    return f.Assessment(
        severe_limitation=assessment.health.get("severe_limitation"),
        adl_score=found["adl"],
        iadl_score=found["iadl"],
        signed_by_both=True,
    )


def _certificates(application):
    rows = sorted(application.person.certificates.all(), key=lambda row: row.pk)
    if not rows:
        return () if application.declares_no_certificate else None
    return tuple(
        f.Certificate(
            kind=row.kind, recognised_on=row.recognised_on, valid_to=row.valid_to, pending=row.pending
        )
        for row in rows
    )


def _current(rows, on):
    """The first row whose dates contain ``on``; rows without dates count as current."""
    for row in rows:
        if (row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or row.ends_on >= on):
            return row
    return None


def _caregiver(application, on):
    row = _current(application.caregivers.all(), on)
    if row is None:
        return None
    return f.Caregiver(
        name=str(row), relation=row.relation, weekly_hours=row.weekly_hours, cohabiting=row.cohabiting
    )


def _carer(application, on):
    row = _current(application.carer_contracts.all(), on)
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


def _project(title, monthly_cost):
    return f.Project(title=title, monthly_cost=monthly_cost) if title or monthly_cost is not None else None
