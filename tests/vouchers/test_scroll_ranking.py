"""Money frees up or arrives: the next in order, no new ranking."""

from datetime import date

import pytest

from accounts.refusal import Refused
from applications.actions.withdraw import withdraw
from applications.models import Application
from applications.steps import with_next_step
from tests.applications.factories import NOW, TODAY
from tests.vouchers.ranked import ACT, approved, classes, computed, eligible, money_line, with_ranking
from vouchers import rankings
from vouchers.actions.add_budget_money import add_budget_money
from vouchers.actions.award import award
from vouchers.actions.scroll_ranking import scroll_ranking
from vouchers.models import RankingSnapshot

pytestmark = pytest.mark.django_db
JANUARY = date(2027, 1, 1)  # five of the twelve months are left: 2000 euro each


def scroll(w, snapshot, **more):
    values = {"starts_on": JANUARY, "reason": "Rinuncia", "by": w.manager, "at": NOW} | more
    return scroll_ranking(snapshot=snapshot, **values)


def steps(w):
    """{last name: next step} of the cases of the call, for who decides."""
    rows = with_next_step(Application.objects.filter(call=w.call), user=w.director, on=TODAY)
    return {case.person.last_name: case.step for case in rows.select_related("person")}


def test_a_renunciation_funds_the_next_in_order_for_the_months_left(w):
    with_ranking(w)
    cases = eligible(w)
    money_line(w, "5000.00")
    assert set(steps(w).values()) == {"ranking"}  # nothing to award before a ranking is approved
    first = approved(w)
    assert steps(w) == {"Brambati": "award", "Montaldini": "", "El Amrani": "", "Bresciotti": ""}
    award(application=cases["adele"], by=w.director, at=NOW)
    with pytest.raises(Refused, match=r"nobody more|nessun"):
        scroll(w, first)
    line = w.call.budget_lines.get()
    add_budget_money(line=line, kind="own_money", amount=4300, fund="Comune", by=w.officer, at=NOW, **ACT)
    withdraw(application=cases["carla"], by=w.social_worker, at=NOW, note="Rinuncia")
    second = scroll(w, first)
    assert (second.version, second.kind, second.based_on) == (2, "scroll", first)
    assert classes(second) == {
        "Brambati": (1, "funded"),
        "Montaldini": (2, "left"),
        "El Amrani": (3, "funded"),
        "Bresciotti": (4, "funded"),
    }
    rows = {row.position: row for row in second.rows.all()}
    assert rows[1].paid_already
    assert [rows[n].cost for n in (1, 3, 4)] == [0, 2000, 2000]
    second = approved(w, second)
    nadia = cases["nadia"]
    nadia.refresh_from_db()
    assert nadia.status == "waiting_list"
    assert steps(w)["El Amrani"] == "award"
    # the money was counted from the new first day: so does the award, and so does whoever is still to be granted
    assert award(application=nadia, by=w.director, at=NOW).starts_on == JANUARY
    third = {
        row.case.person.last_name: row
        for row in rankings.scrolled(second, starts_on=date(2027, 3, 1), on=TODAY).rows
    }
    assert (third["Bresciotti"].cost, third["Bresciotti"].starts_on) == (2000, JANUARY)
    assert third["El Amrani"].paid_already


def test_it_needs_another_person_an_approved_list_and_a_reason(w):
    with_ranking(w)
    eligible(w, "adele", "carla")
    money_line(w, "5000.00")
    proposed = computed(w)
    with pytest.raises(Refused):
        scroll(w, proposed)
    first = approved(w, proposed)
    add_budget_money(
        line=w.call.budget_lines.get(),
        kind="own_money",
        amount=4300,
        fund="Comune",
        by=w.officer,
        at=NOW,
        **ACT,
    )
    for wrong in ({"reason": " "}, {"by": w.director}, {"starts_on": date(2028, 1, 1)}):
        with pytest.raises(Refused):
            scroll(w, first, **wrong)
    second = scroll(w, first)
    with pytest.raises(Refused):
        scroll(w, first)  # the second waits for its approval
    with pytest.raises(Refused):
        approved(w, second, by=w.manager)
    assert RankingSnapshot.objects.count() == 2
