"""The pages of rankings and budgets: the whole way through the browser's requests, fixed numbers of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.actions.withdraw import withdraw
from tests.applications.factories import NOW, make_case, world
from tests.applications.test_commitments import with_budget
from tests.vouchers.ranked import approved, computed, eligible, money_line, with_ranking
from tests.vouchers.test_pages import as_user, clock  # noqa: F401
from vouchers.models import BudgetLine, RankingSnapshot

pytestmark = pytest.mark.django_db
ACT = {"act": "Determinazione n. 41/2026", "act_date": "10/11/2026"}


@pytest.fixture
def w(clock):  # noqa: F811
    return with_ranking(world())


def page(client, user, name, *args, query=""):
    answer = as_user(client, user).get(reverse(f"vouchers:{name}", args=args) + query)
    assert answer.status_code == 200
    return answer


def test_from_the_budget_to_the_published_list(client, w):
    cases = eligible(w)
    prefix = w.call.number_prefix
    made = as_user(client, w.officer).post(
        reverse("vouchers:add_budget_line", args=[prefix]),
        {"label": "Buoni", "channel": "indirect", "amount": "9.600,00", "fund": "FNA 2025", **ACT},
    )
    assert made.status_code == 302
    assert "9.600,00" in page(client, w.officer, "budget", prefix).content.decode()
    asked = page(client, w.manager, "rank", prefix, "unica").content.decode()
    assert "4" in asked
    client.post(reverse("vouchers:rank", args=[prefix, "unica"]), {"policy": "stop"})
    snapshot = RankingSnapshot.objects.get()
    shown = page(client, w.manager, "ranking", prefix, "unica").content.decode()
    for said in ("cutrow", "4.800,00", "Brambati", "Punti"):
        assert said in shown
    assert reverse("vouchers:approve_ranking", args=[prefix, "unica", 1]) not in shown  # its own author
    url = reverse("vouchers:approve_ranking", args=[prefix, "unica", 1])
    assert (
        as_user(client, w.manager).post(url, {"inputs_hash": snapshot.inputs_hash, **ACT}).status_code == 409
    )
    assert url in page(client, w.director, "ranking", prefix, "unica").content.decode()
    assert client.post(url, {"inputs_hash": snapshot.inputs_hash, **ACT}).status_code == 302
    client.post(reverse("vouchers:publish_ranking", args=[prefix, "unica", 1]))
    listed = page(client, w.auditor, "public_ranking", prefix, "unica", 1).content.decode()
    assert snapshot.rows.get(application=cases["adele"]).code in listed
    # the officer reads no score
    as_officer = page(client, w.officer, "ranking", prefix, "unica").content.decode()
    assert "Punti ISEE" not in as_officer
    code = snapshot.rows.get(application=cases["nadia"]).code
    case_page = as_user(client, w.social_worker).get(reverse("applications:case", args=[cases["nadia"].ref]))
    assert code in case_page.content.decode()


def test_the_rows_are_read_in_another_order_and_the_places_stay(client, w):
    cases = eligible(w)
    money_line(w, "9600.00")
    computed(w)
    prefix = w.call.number_prefix

    def shown(user=w.director, order=""):
        answer = page(client, user, "ranking", prefix, "unica", query=f"?ordina={order}")
        return answer, [row.position for row in answer.context["page"]]

    answer, places = shown(order="punti")  # the fewest first
    assert places == [4, 3, 2, 1]
    text = answer.content.decode()
    assert 'aria-sort="ascending"' in text
    assert "cutrow" not in text
    assert "?ordina=-punti" in text
    assert shown(order="-punti")[1] == shown()[1] == shown(order="boh")[1] == [1, 2, 3, 4]
    assert shown(order="persona")[1] == [1, 4, 3, 2]  # Brambati, Bresciotti, El Amrani, Montaldini
    answer, places = shown(w.officer, order="punti")  # who reads no points does not guess them from the order
    assert places == [1, 2, 3, 4]
    withdraw(application=cases["carla"], by=w.social_worker, at=NOW, note="Rinuncia")
    computed(w)
    text, rows = shown()[0].content.decode(), shown()[0].context["page"].object_list
    assert [(row.position, row.was) for row in rows] == [(1, None), (2, 3), (3, 4)]
    assert "era 3" in text
    assert "posizione 3 → 2" in text


def test_another_sum_is_tried_and_nothing_is_saved(client, w):
    eligible(w)
    money_line(w, "9600.00")
    computed(w)
    before = RankingSnapshot.objects.count()
    prefix = w.call.number_prefix
    for query, said in (
        ("&soldi=4.800,00", "3 "),
        ("&tetto=200,00", "4 "),
        ("&isee=3.000,00", "1 "),
        ("&se_finisce=skip&soldi=0,01", "2 "),
    ):
        told = page(client, w.auditor, "ranking", prefix, "unica", query=f"?prova=1{query}").context["told"]
        assert told.startswith(said), (query, told)
    more = page(client, w.auditor, "ranking", prefix, "unica", query="?prova=1&soldi=4.800,00")
    assert [(row.position, said) for row, said in more.context["moves"]] == [
        (3, "Idonea, non finanziata → Finanziata")
    ]
    assert RankingSnapshot.objects.count() == before
    wrong = page(client, w.auditor, "ranking", prefix, "unica", query="?prova=1&soldi=molti").content.decode()
    assert "molti" in wrong
    assert "aria-invalid" in wrong or "invalid" in wrong


def test_open_cases_are_named_with_a_link(client, w):
    eligible(w, "adele")
    money_line(w, "9600.00")
    case = make_case(w, "carla", status="plan_review")
    shown = page(client, w.manager, "rank", w.call.number_prefix, "unica").content.decode()
    assert reverse("applications:case", args=[case.ref]) in shown
    url = reverse("vouchers:rank", args=[w.call.number_prefix, "unica"])
    assert client.post(url, {"policy": "stop"}).status_code == 409
    assert not RankingSnapshot.objects.exists()


def test_the_queries_do_not_grow_with_the_cases(client, w):
    eligible(w, "adele")
    money_line(w, "9600.00")
    computed(w)
    counted = {}
    for people in ((), ("carla", "nadia", "luciana")):
        if people:
            eligible(w, *people)
            approved(w)
        for name, args in (("ranking", (w.call.number_prefix, "unica")), ("budget", (w.call.number_prefix,))):
            url = reverse(f"vouchers:{name}", args=args)
            as_user(client, w.manager).get(url)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(url)
            counted.setdefault(name, []).append(len(queries))
    for name, (few, many) in counted.items():
        assert many <= few + 2, (name, few, many)  # the rows of the version before, for the differences


def test_the_lines_are_taken_from_the_rules(client, w):
    w = with_budget(w, "20000.00")
    prefix = w.call.number_prefix
    shown = page(client, w.officer, "open_budget", prefix).content.decode()
    assert "20.000,00" in shown
    client.post(reverse("vouchers:open_budget", args=[prefix]), {"fund": "FNA", **ACT})
    assert BudgetLine.objects.get(call=w.call).label == "Buoni"
    line = BudgetLine.objects.get(call=w.call)
    url = reverse("vouchers:add_budget_money", args=[prefix, line.pk])
    wrong = client.post(url, {"kind": "reduction", "amount": "30.000,00", "fund": "x", **ACT})
    assert wrong.status_code == 409
    assert "30.000,00" in wrong.content.decode()
