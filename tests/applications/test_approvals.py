"""What waits for a signature, longest waiting first; other packages add theirs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from applications import approvals
from applications.models import IndividualPlan
from tests.applications.factories import NOW, make_case, world
from tests.applications.pages import enter
from tests.applications.verb_pages import queries, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
PATH = "/approvazioni/"


def test_plans_wait_in_order_of_time_with_their_amount():
    w = world()
    make_case(w, "renato", status="plan_review", at=NOW - timedelta(days=2))
    make_case(w, "adele", status="plan_review", at=NOW - timedelta(days=9))
    assert reverse("applications:approvals") == PATH
    page = enter(Client(), w.director).get(PATH)
    rows = page.context["page"].object_list
    assert [row.subject for row in rows] == ["Adele Brambati", "Renato Scalvini"]
    assert [row.amount for row in rows] == [Decimal("400.00")] * 2
    assert rows[0].prepared_by == "Giulia Tessari"


def test_another_ambito_does_not_appear_and_other_roles_do_not_enter():
    w, other = world(), world("altrove", "B2-X")
    make_case(w, status="plan_review")
    assert not enter(Client(), other.director).get(PATH).context["page"].object_list
    for user in (w.social_worker, w.nurse, w.auditor, w.officer, w.administrator):
        assert enter(Client(), user).get(PATH).status_code == 403


def test_another_package_adds_what_waits_there_for_who_may_approve_it(monkeypatch):
    w = world()
    monkeypatch.setattr(approvals, "_sources", list(approvals._sources))

    @approvals.source("payment.approve")
    def runs(*, user, on):
        return [
            approvals.Pending(
                what="Elenco",
                subject="novembre 2026",
                detail="2026-11",
                place="",
                url="/x/",
                since=NOW,
                prepared_by="E",
            )
        ]

    assert "novembre 2026" in said(enter(Client(), w.director).get(PATH))
    assert [row.subject for row in approvals.waiting(user=w.social_worker, on=NOW.date())] == []


def test_the_number_of_queries_does_not_grow_with_the_plans():
    w = world()
    make_case(w, "adele", status="plan_review")
    _page, one = queries(w.director, PATH)
    for who in ("renato", "carla", "luciana"):
        make_case(w, who, status="plan_review")
    _page, four = queries(w.director, PATH)
    # of them: rankings to approve, what rankings reserve, suspensions already known, calls that limit missing reports,
    # payments matched by hand
    assert four == one <= 40


def test_the_number_in_the_sidebar_leaves_out_what_one_prepared_and_counts_the_late():
    w = world()
    make_case(w, "adele", status="plan_review", at=NOW - timedelta(days=20))
    mine = make_case(w, "renato", status="plan_review")
    IndividualPlan.objects.filter(application=mine).update(written_by=w.manager)
    assert approvals.count(user=w.manager, on=NOW.date()) == (1, 1)
    assert approvals.count(user=w.director, on=NOW.date()) == (2, 1)
    assert approvals.count(user=w.social_worker, on=NOW.date()) == (0, 0)
