"""Rejecting: only when the rules say no, with the requirements that are not met as reasons."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Delegation
from applications.actions.return_plan import return_plan
from applications.actions.submit_plan import submit_plan
from applications.actions.write_plan import write_plan
from applications.models import Application
from applications.newest import current_plan
from jobs.models import Job
from tests.applications.approving import lend
from tests.applications.factories import NOW, make_case, plan_fields, world
from tests.applications.pages import enter
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def read_by(plan):
    """What the page of a rejection sends back of the plan it showed."""
    return {"expected_plan": plan.pk, "expected_version": plan.edit_version}


def test_an_isee_over_the_limit_is_shown_as_the_reason_and_frozen():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    page = get(w.manager, "reject", case)
    assert [row.code for row in page.context["reasons"]] == ["isee"]
    assert "25.000,01" in said(page)
    assert (
        post(
            w.manager,
            "reject",
            case,
            read_by(current_plan(case)) | {"note": "Sentita la figlia", "large_print": "on"},
        ).status_code
        == 302
    )
    assert again(case).status == "rejected"
    made = case.determinations.get()
    assert (made.verdict, made.monthly_total, made.made_by) == ("not_entitled", Decimal("0.00"), w.manager)
    assert Job.objects.get(kind="decision_notice").items.get().args["large_print"] is True
    assert "Sentita la figlia" in [event.note for event in case.events.all()]


@pytest.mark.parametrize("known", [True, False])
def test_who_is_entitled_or_not_known_yet_is_never_rejected(known):
    w = world()
    case = make_case(w, status="plan_review")
    if not known:
        case.person.isee_set.all().delete()
    page = get(w.manager, "reject", case)
    assert page.context["refusal"]
    assert str(page.context["refusal"]) in said(page)
    assert 'class="btn btn-bad"' not in said(page)
    assert bool(page.context["missing"]) == (not known)
    assert post(w.manager, "reject", case).status_code == 302
    assert again(case).status == "plan_review"
    assert not case.determinations.exists()


def test_pressed_twice_rejects_once():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    for _press in range(2):
        sent = read_by(current_plan(case))
        assert post(w.manager, "reject", case, sent).status_code == 302
    assert case.determinations.count() == 1


def test_other_roles_and_offices():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    for user in (w.social_worker, w.nurse, w.auditor, w.officer, w.administrator):
        assert get(user, "reject", case).status_code == 403
        assert post(user, "reject", case).status_code == 403
    assert post(world("altrove", "B2-X").manager, "reject", case).status_code == 404
    assert again(case).status == "plan_review"


def test_a_plan_edited_while_the_page_was_open_is_read_again_first():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    plan = current_plan(case)
    read = read_by(plan)
    assert "versione 1" in said(get(w.manager, "reject", case))
    return_plan(application=case, by=w.director, at=NOW, note="Mancano le ore")
    write_plan(application=again(case), by=w.social_worker, at=NOW, **plan_fields(w))
    later = NOW + timedelta(hours=1)
    submit_plan(application=again(case), by=w.social_worker, at=later)
    register = enter(Client(), w.director).get(reverse("applications:approval", args=["piano", plan.pk]))
    sent = [step.at for step in register.context["record"].steps if step.tone == "mute"]
    assert sent == [NOW, later]  # each time it was sent, not only the last
    for old in (read, {}):  # an older edit, or a page without the plan
        answer = post(w.manager, "reject", case, {**old, "note": "Sentita la figlia"})
        assert answer.status_code == 409
        assert "Sentita la figlia" in said(answer)
        assert "ha modificato il Piano" in said(answer)
    assert not case.determinations.exists()
    newer = current_plan(again(case))
    assert post(w.manager, "reject", case, read_by(newer)).status_code == 302
    assert newer.decisions.get(kind="rejected").content_hash == newer.content_hash


def test_a_delegate_rejects_where_the_delegation_says_so():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    delegation = lend(w, by=w.manager)
    assert get(delegation.delegate, "reject", case).status_code == 403
    Delegation.objects.filter(pk=delegation.pk).update(ended_at=NOW, ended_by=w.manager)
    delegation = lend(w, by=w.manager, may_reject=True)
    assert post(delegation.delegate, "reject", case, read_by(current_plan(case))).status_code == 302
    made = current_plan(again(case)).decisions.get()
    assert (made.kind, made.decided_by, made.delegation) == ("rejected", delegation.delegate, delegation)
    assert "al posto di Marco Lanfredi" in said(get(w.manager, "case", case))


def test_nor_does_who_stands_in_for_whoever_follows_the_case():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    Application.objects.filter(pk=case.pk).update(case_manager=w.manager)
    silvia = lend(w, by=w.manager, may_reject=True).delegate
    page = get(silvia, "reject", case)
    assert "L'ha preparato Marco Lanfredi" in said(page)
    assert post(silvia, "reject", case, read_by(current_plan(case))).status_code == 302
    assert again(case).status == "plan_review"
