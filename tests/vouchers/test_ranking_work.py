"""Rankings and recoveries on the work queue: who has the task, and which fact closes it."""

import pytest

from applications import work
from tests.applications.factories import NOW, TODAY, world
from tests.vouchers.owing import owing
from tests.vouchers.ranked import approved, computed, eligible, money_line, with_ranking
from vouchers import ranking_work, recoveries  # noqa: F401  the pages load it with the addresses of the money
from vouchers import work as money
from vouchers.actions.decide_recovery import decide_recovery
from vouchers.actions.publish_ranking import publish_ranking

pytestmark = pytest.mark.django_db


def tasks(user):
    found = ranking_work.rankings(user=user, on=TODAY, whose=work.MINE)
    return [(one.code, one.waiting) for one in found]


def test_a_ranking_is_the_task_of_who_may_approve_then_of_who_may_publish(w, django_assert_num_queries):
    w = with_ranking(w)
    eligible(w, "adele", "carla")
    money_line(w, "4800.00")
    computed(w)
    assert tasks(w.director) == [("approve_ranking", False)]
    assert tasks(w.manager) == [("ranking", True)]  # who computed it waits
    assert tasks(w.officer) == tasks(w.social_worker) == tasks(w.auditor) == []
    (task,) = ranking_work.rankings(user=w.director, on=TODAY, whose=work.MINE)
    assert "calcolata" in task.why.lower()
    assert task.source[0]  # the rule that the ranking comes from
    computed(w)  # the newer version takes the place of the older one
    with django_assert_num_queries(1):
        assert tasks(w.director) == [("approve_ranking", False)]
    snapshot = approved(w)
    assert tasks(w.director) == tasks(w.manager) == [("publish_ranking", False)]
    publish_ranking(snapshot=snapshot, by=w.director, at=NOW)
    assert tasks(w.director) == tasks(w.manager) == []
    assert ranking_work.rankings(user=w.director, on=TODAY, whose=work.UNASSIGNED) == []


def test_the_rankings_of_another_ambito_are_nobody_elses_task(w):
    w = with_ranking(w)
    eligible(w, "adele")
    money_line(w, "4800.00")
    computed(w)
    assert tasks(world("altro", "AL-2026").director) == []


def test_a_recovery_is_a_task_until_somebody_decides_how(w, django_assert_num_queries):
    case = owing(w)
    with django_assert_num_queries(1):
        (task,) = money.recoveries_to_decide(user=w.manager, on=TODAY, whose=work.MINE)
    assert task.case == case
    assert task.source == (case.call.act, "")
    assert "100,00" in task.why
    assert not money.recoveries_to_decide(user=w.social_worker, on=TODAY, whose=work.MINE)
    decide_recovery(application=case, by=w.manager, at=NOW, way="claim", reason="Lo chiede la famiglia")
    assert not money.recoveries_to_decide(user=w.manager, on=TODAY, whose=work.MINE)
