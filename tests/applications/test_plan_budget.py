"""What the plan counts while it is typed, what it warns of, and where its rows come from."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from applications import plan_templates
from applications.models import IndividualPlan, PlanResource
from applications.permissions import current_plan
from applications.plan_budget import budget, warnings
from tests.applications.factories import TODAY, make_case, world
from tests.applications.test_write_plan import plan, rows
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def resource(label="SAD", fund="municipality", **more):
    return PlanResource(label=label, fund=fund, **more)


def test_totals_leave_out_what_has_no_value_and_what_ended():
    found = budget(
        [
            resource(monthly_value=Decimal("288.50")),
            resource("Vicini", "family", monthly_value=None),
            resource("Vecchio", monthly_value=Decimal("900.00"), state="ended"),
            resource("Figlia", "family", monthly_value=Decimal("100.00")),
        ],
        amount=Decimal("400.00"),
    )
    assert found["total"] == Decimal("788.50")
    assert [part["value"] for part in found["parts"]] == [
        Decimal("400.00"),
        Decimal("288.50"),
        Decimal("100.00"),
    ]
    assert [row.label for row in found["unvalued"]] == ["Vicini"]


def test_the_same_help_twice_too_many_hours_and_an_expense_paid_twice_are_said():
    case = make_case(world(), status="assessing", carer_cost="500.00")
    twice = [resource(weekly_hours=Decimal("100")), resource(fund="fnps", weekly_hours=Decimal("69"))]
    told = " ".join(warnings(case, twice, amount=Decimal("400.00"), on=TODAY))
    assert "169" in told
    assert "FNPS" in told
    assert warnings(case, twice[:1], amount=Decimal("500.00"), on=TODAY) == []
    paid = [resource("Contributo", "provi", nature="money", monthly_value=Decimal("0.01"))]
    assert "500,01" in " ".join(warnings(case, paid, amount=Decimal("500.00"), on=TODAY))
    income = [resource("Accompagnamento", "inps", nature="money", monthly_value=Decimal("542.02"))]
    assert warnings(case, income, amount=Decimal("500.00"), on=TODAY) == []


def test_the_totals_follow_what_is_typed_with_and_without_javascript():
    w = world()
    case = make_case(w, status="assessing")
    piece = post(w.social_worker, "plan_totals", case, plan(**{"resources-0-monthly_value": "100,10"}))
    assert "500,10" in said(piece)
    assert "<html" not in said(piece)
    whole = post(w.social_worker, "write_plan", case, plan(totals="1", **{"resources-0-monthly_value": "x"}))
    assert whole.context["budget"]["total"] == Decimal("400.00")  # what cannot be read counts for nothing
    assert 'value="x"' in said(whole)
    assert current_plan(again(case)) is None
    assert post(w.nurse, "plan_totals", case, plan()).status_code in (403, 404)


def test_a_model_fills_only_what_is_empty_and_is_remembered():
    w = world()
    case = make_case(w, status="assessing")
    assert get(w.social_worker, "write_plan", case).context["model"] == "elderly/1"
    empty = rows("resources", {"label": ""})
    answer = post(w.social_worker, "write_plan", case, plan(template="1", model="elderly/1", **empty))
    lists = {one.prefix: one for one in answer.context["editor"].lists}
    assert [form["title"].value() for form in lists["goals"]] == ["Restare a casa", "Uscire"]
    assert len(lists["resources"].forms) == 3
    saved = post(w.social_worker, "write_plan", case, plan(profile="elderly/1"))
    assert saved.status_code == 302
    assert current_plan(again(case)).profile == "elderly/1"
    assert set(plan_templates.newest()) == {
        "elderly/1",
        "adult/1",
        "minor/1",
        "student_sensory/1",
        "independent_living/1",
    }


def test_an_intervention_keeps_its_goal_through_edits():
    w = world()
    case = make_case(w, status="assessing")
    key = "7d5f3b3e-62b1-4d2b-9a3a-1f6f6f1b0a01"
    sent = {"goals-1-key": key, "interventions-0-goal": key, "interventions-0-channel": "direct"}
    assert post(w.social_worker, "write_plan", case, plan(**sent)).status_code == 302
    assert current_plan(again(case)).interventions.get().goal.title == "Uscire"
    version = current_plan(again(case)).edit_version
    gone = {**sent, "goals-1-DELETE": "on", "expected_version": version}
    assert post(w.social_worker, "write_plan", case, plan(**gone)).status_code == 302
    assert current_plan(again(case)).interventions.get().goal is None


def test_the_caregiver_takes_part_only_with_the_consent_of_the_person():
    w = world()
    case = make_case(w, status="assessing")
    answer = post(w.social_worker, "write_plan", case, plan(caregiver_takes_part="on"))
    assert 'id="id_caregiver_consent_on_error"' in said(answer)
    sent = plan(caregiver_takes_part="on", caregiver_consent_on="10/11/2026")
    assert post(w.social_worker, "write_plan", case, sent).status_code == 302
    with pytest.raises(IntegrityError, match="plan_caregiver_with_consent"), transaction.atomic():
        IndividualPlan.objects.update(caregiver_consent_on=None)


def test_the_measure_is_never_typed_not_even_around_the_page():
    w = world()
    saved = current_plan(make_case(w, status="plan_review"))
    with pytest.raises(IntegrityError, match="resource_b2_not_typed"), transaction.atomic():
        PlanResource.objects.create(plan=saved, label="B2", fund="fna", monthly_value=Decimal("900.00"))
