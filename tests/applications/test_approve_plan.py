"""Approval: four eyes in the data, one frozen determination, the worked cases of the regional text."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Membership
from accounts.refusal import Refused
from applications.actions.approve_plan import approve_plan
from applications.models import Application, Determination, IndividualPlan
from applications.permissions import FOUR_EYES, current_plan
from tests.applications.factories import NOW, make_case, world

pytestmark = pytest.mark.django_db


# Worked cases 1, 2, 3a, 3b: regional text of 2022 (ATS Brescia, 30/09/2022)
@pytest.mark.parametrize(
    ("evidence", "total", "components"),
    [
        ({}, "400.00", {"caregiver": "400.00"}),
        (
            {"carer_cost": "950.00", "requested": ("caregiver", "caregiver_supplement")},
            "800.00",
            {"caregiver": "400.00", "caregiver_supplement": "400.00"},
        ),
        (
            {
                "caregiver": False,
                "carer_cost": "650.00",
                "certificate": "care_allowance",
                "requested": ("carer",),
            },
            "650.00",
            {"carer": "650.00"},
        ),
        (
            {
                "caregiver": False,
                "carer_cost": "1150.00",
                "certificate": "care_allowance",
                "requested": ("carer",),
            },
            "800.00",
            {"carer": "800.00"},
        ),
    ],
)
def test_worked_cases_end_in_a_determination_of_their_amount(evidence, total, components):
    case = make_case(world(), **evidence)
    determination = case.determinations.get()
    assert case.status == "eligible"
    assert determination.monthly_total == Decimal(total)
    assert determination.verdict == "entitled"
    import json

    findings = json.loads(determination.findings)
    due = {row["code"]: row["amount"] for row in findings["interventions"] if row["verdict"] == "due"}
    assert due == components


def test_who_wrote_the_plan_does_not_approve_it_whatever_the_role():
    w = world()
    case = make_case(w, status="plan_review")
    Membership.objects.filter(pk=w.social_worker.acting_as_id).update(role="plan_manager")
    w.social_worker.acting_as.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        approve_plan(
            application=case, by=w.social_worker, at=NOW, expected_version=current_plan(case).edit_version
        )
    assert refusal.value.sentence == FOUR_EYES


def test_the_database_itself_refuses_an_approval_by_the_author():
    w = world()
    plan = current_plan(make_case(w, status="plan_review"))
    with pytest.raises(IntegrityError, match="plan_approved_by_another"), transaction.atomic():
        IndividualPlan.objects.filter(pk=plan.pk).update(
            state="approved", approved_at=NOW, approved_by=w.social_worker
        )


def test_a_plan_changed_while_open_is_not_approved():
    w = world()
    case = make_case(w, status="plan_review")
    with pytest.raises(Refused, match="cambiato"):
        approve_plan(
            application=case, by=w.manager, at=NOW, expected_version=current_plan(case).edit_version - 1
        )
    assert Application.objects.get(pk=case.pk).status == "plan_review"
    assert not Determination.objects.exists()
