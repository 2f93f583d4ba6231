"""Rejecting: only when the rules say no, with the requirements that are not met as reasons."""

from decimal import Decimal

import pytest

from tests.applications.factories import make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def test_an_isee_over_the_limit_is_shown_as_the_reason_and_frozen():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    page = get(w.manager, "reject", case)
    assert [row.code for row in page.context["reasons"]] == ["isee"]
    assert "25.000,01" in said(page)
    assert post(w.manager, "reject", case, {"note": "Sentita la figlia"}).status_code == 302
    assert again(case).status == "rejected"
    made = case.determinations.get()
    assert (made.verdict, made.monthly_total, made.made_by) == ("not_entitled", Decimal("0.00"), w.manager)
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
        assert post(w.manager, "reject", case).status_code == 302
    assert case.determinations.count() == 1


def test_other_roles_and_offices():
    w = world()
    case = make_case(w, status="plan_review", isee="25000.01")
    for user in (w.social_worker, w.nurse, w.auditor, w.officer, w.administrator):
        assert get(user, "reject", case).status_code == 403
        assert post(user, "reject", case).status_code == 403
    assert post(world("altrove", "B2-X").manager, "reject", case).status_code == 404
    assert again(case).status == "plan_review"
