"""Approval: four eyes in the data, one frozen determination, the worked cases of the regional text."""

import json
import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Membership
from accounts.refusal import Refused
from applications.actions.approve_plan import approve_plan
from applications.models import Application, Determination, IndividualPlan
from applications.permissions import FOUR_EYES, current_plan
from tests.applications.factories import NOW, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import again, get, post, queries, said, the_day, url  # noqa: F401

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
    with pytest.raises(Refused, match="Giulia ha modificato il Piano alle 10:00"):
        approve_plan(
            application=case, by=w.manager, at=NOW, expected_version=current_plan(case).edit_version - 1
        )
    assert Application.objects.get(pk=case.pk).status == "plan_review"
    assert not Determination.objects.exists()


# ---------------------------------------------------------------- the page
def sent(case):
    plan = current_plan(again(case))
    return {"expected_plan": plan.pk, "expected_version": plan.edit_version, "expected_total": "400.00"}


def test_the_page_holds_all_the_decision_needs_and_approves():
    w = world()
    case = make_case(w, status="plan_review")
    page = get(w.manager, "approve_plan", case)
    assert page.status_code == 200
    text = said(page)
    for shown in ("Restare a casa mia, con le mie cose.", "Assistenza domiciliare", "18.400,00", "4.800,00"):
        assert shown in text  # the plan, its resources, the calculation, twelve months of 400
    assert {check.tone for check in page.context["checks"]} == {"ok"}
    answer = post(w.manager, "approve_plan", case, sent(case), follow=True)
    assert again(case).status == "eligible"
    assert case.determinations.get().made_by == w.manager
    assert "400,00" in said(answer)


def test_who_wrote_it_finds_a_sentence_and_names_instead_of_the_button_and_is_refused_when_forced():
    w = world()
    case = make_case(w, status="plan_review")
    IndividualPlan.objects.filter(application=case).update(written_by=w.manager)
    page = get(w.manager, "approve_plan", case)
    assert page.context["own"] == FOUR_EYES
    assert page.context["others"] == ["Paolo Nodari"]
    assert 'name="expected_version"' not in said(page)
    answer = post(w.manager, "approve_plan", case, sent(case))
    assert answer.status_code == 409
    assert str(FOUR_EYES) in said(answer)
    assert again(case).status == "plan_review"
    assert not Determination.objects.exists()


def test_a_plan_that_changed_while_it_was_read_is_not_approved_from_the_page():
    w = world()
    case = make_case(w, status="plan_review")
    read = sent(case)
    later = NOW + timedelta(minutes=14)
    IndividualPlan.objects.filter(application=case).update(edit_version=7, wishes="Altro", written_at=later)
    answer = post(w.manager, "approve_plan", case, read)
    assert answer.status_code == 409
    assert "Giulia ha modificato il Piano alle 10:14" in said(answer)
    assert 'name="expected_version"' not in said(answer)  # nothing to press before it is read again
    assert "Altro" in said(answer)
    assert 'name="expected_version" value="7"' in said(get(w.manager, "approve_plan", case))
    for nonsense in ({}, {"expected_version": "x"}):
        assert post(w.manager, "approve_plan", case, nonsense).status_code == 409
    assert again(case).status == "plan_review"


def test_approved_twice_is_approved_once():
    w = world()
    case = make_case(w, status="plan_review")
    data = sent(case)
    for _press in range(2):
        assert post(w.manager, "approve_plan", case, data).status_code == 302
    assert Determination.objects.count() == 1


def test_missing_data_disable_the_button_with_the_sentence():
    w = world()
    case = make_case(w, status="plan_review")
    case.person.isee_set.all().delete()
    page = get(w.manager, "approve_plan", case)
    assert 'aria-describedby="why-approve"' in said(page)
    assert post(w.manager, "approve_plan", case, sent(case)).status_code == 409
    assert again(case).status == "plan_review"


def test_the_page_says_in_words_what_changed_from_the_approved_version():
    w = world()
    case = make_case(w, status="plan_review")
    old = current_plan(case)
    new = IndividualPlan(
        application=case, version=2, written_at=NOW, written_by=w.social_worker, wishes=old.wishes
    )
    new.starts_on, new.ends_on, new.emergency_plan = old.starts_on, date(2027, 3, 31), "Viene Andrea."
    IndividualPlan.objects.filter(pk=old.pk).update(state="approved", approved_at=NOW, approved_by=w.manager)
    new.state, new.submitted_at, new.submitted_by = "submitted", NOW, w.social_worker
    new.save()
    new.goals.create(title="Uscire ogni giorno")
    new.resources.create(label="Assistenza domiciliare", fund="municipality", monthly_value=Decimal("300.00"))
    text = " ".join(str(one) for one in get(w.manager, "approve_plan", case).context["changes"])
    for said_ in (
        "31/05/2027",
        "31/03/2027",
        "Uscire ogni giorno",
        "Restare a casa in sicurezza",
        "288,00",
        "300,00",
    ):
        assert said_ in text
    assert "Restare a casa mia" not in text  # what stays the same is not repeated


def test_roles_and_offices_of_the_page():
    w = world()
    case = make_case(w, status="plan_review")
    for user in (w.social_worker, w.nurse, w.auditor, w.officer, w.administrator):
        assert get(user, "approve_plan", case).status_code == 403
        assert post(user, "approve_plan", case, sent(case)).status_code == 403
    other = world("altrove", "B2-X")
    assert get(other.manager, "approve_plan", case).status_code == 404
    assert post(other.manager, "approve_plan", case, sent(case)).status_code == 404
    assert again(case).status == "plan_review"


def test_the_page_is_bounded():
    w = world()
    page, asked = queries(w.manager, url("approve_plan", make_case(w, status="plan_review")))
    assert page.status_code == 200
    assert asked <= 32


def test_an_old_code_approves_nothing_and_says_so():
    w = world()
    case = make_case(w, status="plan_review")
    client = enter(Client(), w.manager, ago=3600)
    answer = client.post(url("approve_plan", case), sent(case))
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert again(case).status == "plan_review"
    assert "expected_version" not in said(client.get(url("approve_plan", case)))
    assert not Determination.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_once_decide_once():
    w = world()
    case = make_case(w, status="plan_review")
    version, together, told = current_plan(case).edit_version, threading.Barrier(2), []

    def decide(by):
        try:
            together.wait(10)
            approve_plan(application=case, by=by, at=NOW, expected_version=version)
            told.append("approved")
        except Refused:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(by,)) for by in (w.manager, w.director)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == ["approved", "refused"]
    assert Determination.objects.count() == 1
    assert current_plan(again(case)).signatures.filter(party="manager").count() == 1
