"""Two people at the same instant, on two real connections: one approval, the last euro once, one version at a time."""

import pytest

from tests.applications.factories import NOW, make_case, make_user, world
from tests.vouchers.factories import NOVEMBER
from tests.vouchers.ranked import ACT, computed, eligible, money_line, with_ranking
from tests.vouchers.test_concurrency import refusals, together
from vouchers import budget
from vouchers.actions.add_budget_money import add_budget_money
from vouchers.actions.approve_ranking import approve_ranking
from vouchers.actions.award import award
from vouchers.models import Award, RankingApproval, RankingSnapshot

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_ranking_is_approved_once_and_versions_never_share_a_number():
    w = with_ranking(world())
    cases = eligible(w, "adele", "carla")
    money_line(w, "5000.00")
    found = together(*(lambda: computed(w) for _press in range(2)))
    assert sorted(one.version for one in found) == [1, 2]
    snapshot = RankingSnapshot.objects.get(version=2)
    other = make_user("altra@valserena.example", w.plan_office, "director", "Altra", "Persona")
    sign = {"snapshot": snapshot, "inputs_hash": snapshot.inputs_hash, "at": NOW, **ACT}
    found = together(*(lambda by=by: approve_ranking(by=by, **sign) for by in (w.director, other)))
    (sentence,) = refusals(found)
    approval = RankingApproval.objects.get()
    assert approval.approved_by.full_name in sentence
    assert [case.events.filter(verb="rank").count() for case in cases.values()] == [1, 1]
    assert cases["carla"].events.filter(verb="hold").count() == 1


def test_the_last_euro_is_given_once():
    w = world()
    one, two = make_case(w, "adele"), make_case(w, "carla")
    line = money_line(w, "2800.00")  # 400 × 7 months: enough for one
    found = together(
        *(
            lambda case=case, by=by: award(application=case, by=by, at=NOW, starts_on=NOVEMBER)
            for case, by in ((one, w.manager), (two, w.director))
        )
    )
    assert len(refusals(found)) == 1
    assert Award.objects.count() == 1
    assert [row.left for row in budget.lines_of(w.call)] == [0]
    # what is granted and what is taken off look at each other too
    add_budget_money(line=line, kind="own_money", amount=2800, fund="x", by=w.officer, at=NOW, **ACT)
    left = one if not one.awards.exists() else two
    found = together(
        lambda: award(application=left, by=w.director, at=NOW, starts_on=NOVEMBER),
        lambda: add_budget_money(
            line=line, kind="reduction", amount=1, fund="x", by=w.officer, at=NOW, **ACT
        ),
    )
    assert len(refusals(found)) == 1
    assert budget.lines_of(w.call)[0].left >= 0
