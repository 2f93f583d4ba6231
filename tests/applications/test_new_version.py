"""A new version of the plan of a paid case: the voucher goes on, the version before holds until the approval."""

import pytest
from django.urls import reverse

from applications import approvals, plan_tasks
from applications.actions.review_plan import review_plan
from applications.actions.submit_plan import submit_plan
from applications.actions.write_plan import write_plan
from applications.life import plan_in_force
from applications.permissions import current_plan, offers
from applications.work import MINE
from tests.applications.assessments import paid
from tests.applications.factories import NOW, TODAY, plan_fields, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def rewritten(w, case, *, sent=True):
    """Version 2, written by the social worker and sent for approval."""
    fields = plan_fields(w)
    fields["fields"] = {**fields["fields"], "wishes": "Vedere la nipotina il sabato."}
    write_plan(application=again(case), by=w.social_worker, at=NOW, **fields)
    return submit_plan(application=again(case), by=w.social_worker, at=NOW) if sent else again(case)


def tasks(w):
    return [task.code for task in plan_tasks.reviews(user=w.social_worker, on=TODAY, whose=MINE)]


def test_it_is_begun_by_choice_and_the_one_before_holds_until_the_approval():
    w = world()
    case = paid(w)
    page = said(get(w.social_worker, "write_plan", case))
    assert "?nuova=1" in page
    assert 'name="wishes"' not in page
    editor = reverse("applications:write_plan", args=[case.ref]) + "?nuova=1"
    assert 'name="wishes"' in said(get(w.social_worker, "write_plan", case).client.get(editor))
    assert "submit_plan" not in [move.verb for move, _no in offers(w.social_worker, again(case), at=NOW)]
    case = rewritten(w, case)
    assert (case.status, current_plan(case).version, plan_in_force(case).version) == ("active", 2, 1)
    with pytest.raises(Exception, match="aspetta l'approvazione"):
        rewritten(w, case, sent=False)

    waits = {
        user: plan_tasks.reviews(user=user, on=TODAY, whose=MINE) for user in (w.manager, w.social_worker)
    }
    assert [[(one.code, one.waiting) for one in found] for found in waits.values()] == [
        [("approve_plan", False)],
        [("approve_plan", True)],
    ]
    (row,) = approvals.plans(user=w.manager, on=TODAY)
    assert row.url == reverse("applications:approve_plan", args=[case.ref])
    page = get(w.manager, "approve_plan", case)
    assert "Che cosa cambia dalla versione 1" in said(page)
    assert "resta quello già assegnato" in said(page)
    assert reverse("applications:reject", args=[case.ref]) not in said(page)
    plan = current_plan(case)
    data = {"expected_plan": plan.pk, "expected_version": plan.edit_version, "expected_total": "400.00"}
    assert post(w.manager, "approve_plan", case, data).status_code == 302
    assert not plan_tasks.reviews(user=w.director, on=TODAY, whose=MINE)
    case = again(case)
    assert (case.status, plan_in_force(case).version) == ("active", 2)
    assert [one.state for one in case.plans.order_by("version")] == ["superseded", "approved"]
    assert case.determinations.count() == 1  # the amount was decided once, with the first
    assert current_plan(case).decisions.get().determination is None
    assert 'name="expected_version"' not in said(post(w.manager, "approve_plan", case, data, follow=True))


def test_sent_back_it_is_a_task_and_the_voucher_goes_on():
    w = world()
    case = rewritten(w, paid(w))
    plan = current_plan(case)
    data = {"note": "Mancano le ore", "read": f"{plan.pk}:{plan.edit_version}"}
    assert post(w.director, "return_plan", case, data).status_code == 302
    case = again(case)
    assert (case.status, current_plan(case).state, plan_in_force(case).version) == ("active", "returned", 1)
    assert tasks(w) == ["correct_new_plan"]
    assert 'name="wishes"' in said(get(w.social_worker, "write_plan", case))


def test_a_review_that_asks_for_it_is_a_task_until_it_is_begun_then_finished():
    w = world()
    case = paid(w)
    review_plan(
        application=case,
        by=w.social_worker,
        at=NOW,
        plan=plan_in_force(case).pk,
        outcome="change",
        held_on=TODAY,
    )
    assert tasks(w) == ["renew_plan"]
    rewritten(w, case, sent=False)
    assert tasks(w) == ["finish_new_plan"]
    submit_plan(application=again(case), by=w.social_worker, at=NOW)
    assert tasks(w) == ["approve_plan"]  # it waits for who approves
    page = said(
        get(w.manager, "approve_plan", again(case))
    )  # what was asked is read beside the version it led to
    assert "Il Piano va cambiato" in page
    assert "non questa" in page
