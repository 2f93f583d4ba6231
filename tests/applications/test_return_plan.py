"""Sending a plan back: always with a reason, read by who wrote it."""

import pytest

from applications.actions.submit_plan import submit_plan
from applications.actions.write_plan import write_plan
from applications.models import IndividualPlan
from applications.permissions import current_plan
from tests.applications.factories import NOW, make_case, plan_fields, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def sent(case, note, **comments):
    """What the page sends: the reason, and which plan it was written beside."""
    plan = current_plan(again(case))
    return {"note": note, "read": f"{plan.pk}:{plan.edit_version}", **comments}


def test_the_reason_reaches_who_wrote_the_plan():
    w = world()
    case = make_case(w, status="plan_review")
    assert "Giulia Tessari" in said(get(w.director, "return_plan", case))
    assert post(w.director, "return_plan", case, sent(case, "Manca il sollievo")).status_code == 302
    plan = current_plan(again(case))
    assert (again(case).status, plan.state, plan.return_reason) == (
        "plan_returned",
        "returned",
        "Manca il sollievo",
    )
    assert plan.returned_by == w.director


@pytest.mark.parametrize("note", ["", "   "])
def test_without_a_reason_nothing_moves(note):
    w = world()
    case = make_case(w, status="plan_review")
    answer = post(w.director, "return_plan", case, sent(case, note))
    assert answer.status_code == 200
    assert answer.context["form"].errors["note"]
    assert again(case).status == "plan_review"


def test_pressed_twice_returns_once():
    w = world()
    case = make_case(w, status="plan_review")
    for _press in range(2):
        assert post(w.director, "return_plan", case, sent(case, "Manca il sollievo")).status_code == 302
    assert case.events.filter(verb="return_plan").count() == 1


def test_who_approves_reads_what_was_corrected_since_it_was_sent_back():
    w = world()
    case = make_case(w, status="plan_review")
    post(w.director, "return_plan", case, sent(case, "Manca il sollievo"))
    fields = plan_fields(w)
    fields["interventions"] = [{**fields["interventions"][0], "how_often": "mattina e sera"}]
    fields["needs"] = [{"label": "Sollievo d'estate", "answer": "uncovered"}]
    write_plan(application=again(case), by=w.social_worker, at=NOW, **fields)
    submit_plan(application=again(case), by=w.social_worker, at=NOW)
    page = get(w.director, "approve_plan", case)
    told = " ".join(str(one) for one in page.context["corrected"])
    for words in ("ogni giorno", "mattina e sera", "Sollievo d'estate"):
        assert words in told
    assert "288" not in told  # what stays the same is not repeated
    assert "Manca il sollievo" in said(page)


def test_who_prepared_it_and_other_roles():
    w = world()
    case = make_case(w, status="plan_review")
    IndividualPlan.objects.filter(application=case).update(submitted_by=w.manager)
    assert post(w.manager, "return_plan", case, sent(case, "Mio")).status_code == 302
    for user in (w.social_worker, w.nurse, w.auditor, w.officer, w.administrator):
        assert post(user, "return_plan", case, sent(case, "No")).status_code == 403
    assert post(world("altrove", "B2-X").director, "return_plan", case, sent(case, "No")).status_code == 404
    assert again(case).status == "plan_review"
