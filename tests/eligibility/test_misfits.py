"""Parameters of a rule that do not fit: the way to them in the file, what was found, and what is allowed."""

from decimal import Decimal

import pytest

from eligibility.calendar import Absence, AbsenceLimit, Calendar
from eligibility.canonical import Misfit
from eligibility.criteria import (
    age,
    at_home,
    caregiver,
    carer,
    certificates,
    isee,
    limitation,
    line,
    measures,
    permit,
    previous,
    quantity,
    question,
    residence,
    severity,
)  # fmt: skip
from eligibility.text import Text

X = {"label": Text("x", "y"), "sentence": Text("x", "y")}
NEED = certificates.Need
ONE = (NEED(certificate="blindness"),)
FORMS = "one of certificate, all_of, any_of, at_least with among"
OF = "the certificate that min_percent and recognised_by are of"
LIMITED = (
    'a limit with "compatible_up_to" and only there: max_days_per_year, max_weekly_hours, max_monthly_amount'
)
CERTIFICATES = (
    "law_104_c3, care_allowance, attendance_allowance, law_104_c1, civil_invalidity, persistent_difficulty, "
    "hearing_loss, blindness"
)
WHOLE = '1 to 28 with proration = "whole_month_if", nothing otherwise'
KINDS_OF_ISEE = "ordinario, sociosanitario, sociosanitario_ristretto, minorenni, corrente"


def rule(module, **parameters):
    kind = module.__name__.rpartition(".")[2]
    return module.Rule(kind=kind, code=kind, sources=(), **X, **parameters)


def group(code="g", **ages):
    return line.Group(code=code, **X, **ages)


def isee_for(*ages, **changes):
    usual = {"accepted": ("corrente",), "max": Decimal(9), "inclusive": True} | changes
    return rule(isee, classes=tuple(isee.AgeClass(label=X["label"], **one, **usual) for one in ages))


def treat(how="compatible", code="b1", **changes):
    return measures.Treatment(code=code, how=how, **X, **changes)


def asked(codes=("a", "b"), accepted=("a",)):
    answers = tuple(question.Choice(code=code, label=X["label"]) for code in codes)
    return rule(question, of="x", datum=X["label"], answers=answers, accepted=accepted)


def absence(*limits, **changes):
    made = tuple(AbsenceLimit(max_days=1, **ages) for ages in limits)
    return Absence(code="a", limits=made, **X, **changes)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: rule(at_home, stage="award", holds_at=("month",)),
         'stage: found "award", allowed: holds_at alone, which says every moment'),
        (lambda: rule(age, from_age=18, to_age=17), "to_age: found 17, allowed: from_age or more, which is 18"),
        (lambda: rule(age, under_age=18, to_age=17),
         "to_age: found 17, allowed: only one of under_age (not included) and to_age (included)"),
        (lambda: rule(age, from_age=18, under_age=18),
         "under_age: found 18, allowed: more than from_age, which is 18"),
        (lambda: rule(caregiver, present=False, in_plan=True),
         "present: found false, allowed: true, since something is asked of the caregiver"),
        (lambda: rule(caregiver, present=False, cohabiting=True),
         "present: found false, allowed: true, since something is asked of the caregiver"),
        (lambda: rule(caregiver, present=False, own_access=True),
         "present: found false, allowed: true, since something is asked of the caregiver"),
        (lambda: rule(caregiver, present=False, one_per_person=True),
         "present: found false, allowed: true, since something is asked of the caregiver"),
        (lambda: rule(caregiver, present=False, min_weekly_hours=Decimal(1)),
         "present: found false, allowed: true, since something is asked of the caregiver"),
        (lambda: rule(caregiver, present=True, min_weekly_hours=Decimal("-0.01")),
         "min_weekly_hours: found -0.01, allowed: 0 or more"),
        (lambda: rule(carer, min_weekly_hours=Decimal("-0.01")),
         "min_weekly_hours: found -0.01, allowed: 0 or more"),
        (lambda: rule(carer, min_weekly_hours=Decimal(20), max_weekly_hours=Decimal("19.99")),
         "max_weekly_hours: found 19.99, allowed: 20 or more"),
        (lambda: rule(carer, max_weekly_hours=Decimal("-0.01")),
         "max_weekly_hours: found -0.01, allowed: 0 or more"),
        (lambda: rule(carer, present=False, personal_assistant=True),
         "present: found false, allowed: true, since something is asked of the carer"),
        (lambda: rule(carer, present=False, min_weekly_hours=Decimal(1)),
         "present: found false, allowed: true, since something is asked of the carer"),
        (lambda: rule(carer, present=False, max_weekly_hours=Decimal(1)),
         "present: found false, allowed: true, since something is asked of the carer"),
        (lambda: asked(codes=("a",)), "answers: found 1 answers, allowed: at least two possible answers"),
        (lambda: asked(codes=("a", "b", "a")), 'answers[3].code: found "a" again, allowed: a code used once'),
        (lambda: asked(accepted=()), "accepted: found an empty list, allowed: a, b"),
        (lambda: asked(accepted=("a", "c")), 'accepted[2]: found "c", allowed: a, b'),
        (lambda: rule(quantity, of="figure", figure="x", min=Decimal(1)),
         'figure: found figure = "x" without figure_label, '
         'allowed: figure and figure_label with "figure", and only with it'),
        (lambda: Calendar(recovery="refund", recovery_percent=Decimal(1), **X),
         'recovery_percent: found 1, allowed: nothing, or recovery = "next_payments_first"'),
        (lambda: Calendar(recovery="next_payments_first", recovery_percent=Decimal(0), **X),
         "recovery_percent: found 0, allowed: more than zero and at most 100"),
        (lambda: Calendar(recovery_least=Decimal(0), **X),
         "recovery_least: found 0, allowed: more than zero, with at most two decimals"),
        (lambda: NEED(), f"(top): found nothing, allowed: {FORMS}"),
        (lambda: NEED(certificate="blindness", all_of=ONE, any_of=ONE),
         f"(top): found certificate, all_of, any_of, allowed: {FORMS}"),
        (lambda: NEED(any_of=ONE, at_least=1, among=ONE), f"(top): found any_of, at_least, allowed: {FORMS}"),
        (lambda: NEED(any_of=ONE, min_percent=50), f"certificate: found nothing, allowed: {OF}"),
        (lambda: NEED(any_of=ONE, recognised_by=0), f"certificate: found nothing, allowed: {OF}"),
        (lambda: NEED(at_least=2, among=ONE), "at_least: found 2, allowed: 1 to 1, the needs listed in among"),
        (lambda: NEED(at_least=0, among=ONE), "at_least: found 0, allowed: 1 to 1, the needs listed in among"),
        (lambda: NEED(certificate="blindness", at_least=0), f"(top): found certificate, at_least, allowed: {FORMS}"),
        (lambda: NEED(at_least=-1, among=ONE), "at_least: found -1, allowed: 1 to 1, the needs listed in among"),
        (lambda: NEED(any_of=ONE, among=ONE * 3),
         "at_least: found nothing, allowed: 1 to 3, the needs listed in among"),
        (lambda: NEED(certificate="blindness", min_percent=0), "min_percent: found 0, allowed: 1 to 100"),
        (lambda: NEED(certificate="blindness", min_percent=101), "min_percent: found 101, allowed: 1 to 100"),
        (lambda: rule(certificates, needs=ONE[0], reserve_days=0), "reserve_days: found 0, allowed: 1 or more"),
        (lambda: isee_for({}, accepted=()), f"accepted: found an empty list, allowed: {KINDS_OF_ISEE}"),
        (lambda: isee_for({}, max=Decimal(0)),
         "max: found 0, allowed: more than zero, with at most two decimals"),
        (lambda: isee_for({"from_age": 5, "under_age": 5}),
         "under_age: found 5, allowed: more than from_age, which is 5"),
        (lambda: isee_for({"from_age": 1}), "classes[1].from_age: found 1, allowed: 0: no gap, no overlap"),
        (lambda: isee_for({"under_age": 18}, {"from_age": 19}),
         "classes[2].from_age: found 19, allowed: 18: no gap, no overlap"),
        (lambda: isee_for({}, {"from_age": 18}),
         "classes[2].from_age: found 18, allowed: nothing after a class without under_age"),
        (lambda: isee_for({"to_age": 17}),
         "classes: found no class from 18 years, allowed: classes that cover every age"),
        (lambda: rule(limitation, max_months=0), "max_months: found 0, allowed: 1 or more"),
        (lambda: rule(line, groups=()), "groups: found an empty list, allowed: at least one target group"),
        (lambda: rule(line, groups=(group(), group("h"), group())),
         'groups[3].code: found "g" again, allowed: a code used once'),
        (lambda: rule(line, groups=(group(),), lines=("a", "b")),
         "lines: found a, b, allowed: nothing here: this rule decides the line"),
        (lambda: treat(max_days_per_year=-1), "max_days_per_year: found -1, allowed: 0 or more"),
        (lambda: treat(max_weekly_hours=Decimal(-1)), "max_weekly_hours: found -1, allowed: 0 or more"),
        (lambda: treat(max_monthly_amount=Decimal(-1)), "max_monthly_amount: found -1, allowed: 0 or more"),
        (lambda: treat("compatible_up_to"), f'how: found "compatible_up_to" with no limit, allowed: {LIMITED}'),
        (lambda: treat(max_days_per_year=0, max_weekly_hours=Decimal(0)),
         f'how: found "compatible" with max_days_per_year, max_weekly_hours, allowed: {LIMITED}'),
        (lambda: treat(from_age=9, to_age=8), "to_age: found 8, allowed: from_age or more, which is 9"),
        (lambda: rule(measures, measures=(treat(), treat(code="b2"), treat())),
         'measures[3].code: found "b1" again, allowed: a code once for each age'),
        (lambda: rule(measures, measures=(treat(to_age=17), treat(from_age=17))),
         'measures[2].code: found "b1" again, allowed: a code once for each age'),
        (lambda: rule(measures, measures=(treat(from_age=17), treat(to_age=17))),
         'measures[2].code: found "b1" again, allowed: a code once for each age'),
        (lambda: rule(permit, min_months=-1), "min_months: found -1, allowed: 0 or more"),
        (lambda: rule(previous, excludes=()), 'excludes: found an empty list, allowed: "direct", "indirect"'),
        (lambda: rule(quantity, of="adl_score"),
         "max: found no limit, allowed: at least one of min, max (included) and under (not included)"),
        (lambda: rule(residence, min_months=-1), "min_months: found -1, allowed: 0 or more"),
        (lambda: rule(severity, any_of=()), f"any_of: found an empty list, allowed: {CERTIFICATES}"),
        (lambda: AbsenceLimit(max_days=-1), "max_days: found -1, allowed: 0 or more"),
        (lambda: absence({"from_age": 9, "to_age": 8}), "to_age: found 8, allowed: from_age or more, which is 9"),
        (lambda: absence(discharge_after=0), "discharge_after: found 0, allowed: 1 or more"),
        (lambda: absence({"from_age": 1}), "limits[1].from_age: found 1, allowed: 0: no gap, no overlap"),
        (lambda: absence({"under_age": 18}, {"from_age": 19}),
         "limits[2].from_age: found 19, allowed: 18: no gap, no overlap"),
        (lambda: absence({}, {"from_age": 1}), "limits[2].from_age: found 1, allowed: no more limits"),
        (lambda: absence({"to_age": 17}),
         "limits: found no limit from 18 years, allowed: limits that cover every age"),
        (lambda: Calendar(absences=(absence(), absence()), **X),
         'absences[2].code: found "a" again, allowed: a code used once'),
        (lambda: Calendar(proration="whole_month_if", **X),
         f'whole_month_days: found nothing with proration = "whole_month_if", allowed: {WHOLE}'),
        (lambda: Calendar(proration="thirtieths", whole_month_days=3, **X),
         f'whole_month_days: found 3 with proration = "thirtieths", allowed: {WHOLE}'),
        (lambda: Calendar(whole_month_days=3, **X),
         f'whole_month_days: found 3 with proration = "", allowed: {WHOLE}'),
        (lambda: Calendar(proration="whole_month_if", whole_month_days=0, **X),
         "whole_month_days: found 0, allowed: 1 to 28"),
        (lambda: Calendar(proration="whole_month_if", whole_month_days=29, **X),
         "whole_month_days: found 29, allowed: 1 to 28"),
    ],
)  # fmt: skip
def test_a_parameter_that_does_not_fit_is_refused_and_says_how_to_mend_it(make, said):
    with pytest.raises(Misfit) as caught:
        make()
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "make",
    [
        lambda: rule(at_home, stage="application", holds_at=("month",)),
        lambda: rule(age, from_age=18, to_age=18),
        lambda: rule(caregiver, present=True, min_weekly_hours=Decimal(0)),
        lambda: rule(caregiver, present=False),
        lambda: rule(carer, min_weekly_hours=Decimal(0), max_weekly_hours=Decimal(0)),
        lambda: rule(carer, max_weekly_hours=Decimal(0)),
        lambda: NEED(at_least=1, among=ONE),
        lambda: asked(accepted=("a", "b")),
        lambda: rule(carer, present=False),
        lambda: Calendar(recovery="next_payments_first", recovery_percent=Decimal(100), **X),
        lambda: NEED(certificate="blindness", min_percent=1),
        lambda: NEED(certificate="blindness", min_percent=100),
        lambda: rule(certificates, needs=ONE[0], reserve_days=1),
        lambda: isee_for({"to_age": 17}, {"from_age": 18}, max=Decimal("0.01")),
        lambda: rule(limitation, max_months=1),
        lambda: treat("compatible_up_to", max_days_per_year=0),
        lambda: rule(measures, measures=(treat(to_age=17), treat(from_age=18))),
        lambda: rule(measures, measures=(treat(from_age=18), treat(under_age=18))),
        lambda: rule(permit, min_months=0),
        lambda: rule(residence, min_months=0),
        lambda: rule(quantity, of="adl_score", under=Decimal(1)),
        lambda: absence({"under_age": 18}, {"from_age": 18}, discharge_after=1),
        lambda: AbsenceLimit(max_days=0),
        lambda: Calendar(proration="whole_month_if", whole_month_days=1, **X),
        lambda: Calendar(proration="whole_month_if", whole_month_days=28, **X),
    ],
)
def test_the_last_value_that_is_allowed_is_taken(make):
    make()
