"""Several awards in one act: each named before, all or none, never beyond the money."""

import pytest

from accounts.refusal import Refused
from applications import work
from applications.models import Application
from jobs.models import Job
from tests.applications.factories import NOW, TODAY, make_case
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from vouchers.actions.add_budget_line import add_budget_line
from vouchers.actions.award_cases import MOST, award_cases
from vouchers.models import Award

PAGE = "/assegnazioni/"
NAMES = ("adele", "renato", "carla", "luciana")


def ticked(page):
    return [row["read"] for row in page.context["rows"]]


def test_many_awards_are_one_row_of_my_work_and_one_act(client, w):
    cases = [make_case(w, who) for who in NAMES]
    (row,) = [task for task in work.tasks(user=w.director, on=TODAY) if task.code != "review_plan"]
    assert (row.code, row.action_url, row.others) == ("awards", PAGE, 1)
    page = enter(client, w.director).get(PAGE)
    for words in ("Adele Brambati", "01/06/2026", "31/05/2027", "19.200,00"):
        assert words in said(page)
    three = ticked(page)[:3]
    done = client.post(PAGE, {"read": three}, follow=True)
    assert "3 buoni assegnati" in said(done)
    assert (
        sorted(Application.objects.filter(awards__isnull=False).values_list("status", flat=True))
        == ["active"] * 3
    )
    assert Job.objects.filter(kind="decision_notice").count() == 3
    assert [row["case"] for row in done.context["rows"]] == cases[3:]  # the one left out is still there
    answer = client.post(PAGE, {"read": three})  # sent twice
    assert answer.status_code == 409
    assert Award.objects.count() == 3


def test_all_are_refused_with_the_name_of_the_one_that_changed_or_that_the_money_does_not_reach(client, w):
    cases = [make_case(w, who) for who in NAMES[:2]]
    read = [(case.pk, case.determinations.get().pk) for case in cases]
    with pytest.raises(Refused, match="Renato Scalvini"):
        award_cases(read=[read[0], (read[1][0], 0)], by=w.director, at=NOW)
    act = {"act": "Determinazione n. 41/2026", "act_date": TODAY, "fund": "FNA 2025", "channel": "indirect"}
    add_budget_line(
        call=w.call, label="Buoni", amount=7000, groups=[], interventions=[], by=w.officer, at=NOW, **act
    )  # one of 4,800 fits, two do not
    answer = enter(client, w.director).post(PAGE, {"read": [f"{case}:{made}" for case, made in read]})
    assert answer.status_code == 409
    assert "Renato Scalvini" in said(answer)
    for wrong in ([], [(1, 1)] * (MOST + 1), [(0, 0)]):
        with pytest.raises(Refused):
            award_cases(read=wrong, by=w.director, at=NOW)
    assert client.post(PAGE, {"read": ["1:x"]}).status_code == 409
    assert not Award.objects.exists()


def test_who_prepared_a_plan_is_told_so_and_others_have_no_page(client, w):
    case = make_case(w)
    case.plans.update(submitted_by=w.director)
    page = enter(client, w.director).get(PAGE)
    assert ticked(page) == [""]
    assert enter(client, w.social_worker).get(PAGE).status_code == 403
