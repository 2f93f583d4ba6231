"""The list of the cases: search, filters in the address, sorting, what each role sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from applications import case_table, keyset
from applications.models import Application
from tests.applications.factories import TODAY, assess_fully, make_case, make_draft
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def names(client, query=""):
    page = client.get(f"/pratiche/{query}")
    assert page.status_code == 200
    return [row["case"].person.last_name for row in page.context["rows"]]


def test_search_filters_and_sort(client, w):
    make_case(w, "adele", status="assessing")
    make_draft(w, "sofia")
    make_draft(w, "nadia")
    make_draft(w, "renato", by=w.other_social_worker)
    enter(client, w.social_worker)
    everybody = {"Brambati", "Ghidoni", "El Amrani"}
    assert set(names(client)) == everybody

    # words of the name in any order, the beginning of the codice fiscale, part of the number
    assert names(client, "?q=adele+bram") == ["Brambati"]
    assert names(client, "?q=BRAM+ADE") == ["Brambati"]
    assert names(client, "?q=brmdla") == ["Brambati"]
    assert names(client, "?q=2026-0001x") == []
    assert names(client, "?q=scalvini") == []  # another Comune

    # filters; what is not understood is left out
    assert names(client, "?stato=assessing") == ["Brambati"]
    assert names(client, "?vista=bozze&ordina=persona") == ["El Amrani", "Ghidoni"]
    assert names(client, "?vista=bozze&ordina=-persona") == ["Ghidoni", "El Amrani"]
    assert set(names(client, "?stato=boh&comune=boh&segue=x&entro=12&page=x&righe=7&ordina=boh")) == everybody
    assert names(client, f"?segue={w.manager.pk}&stato=assessing") == ["Brambati"]  # nobody's: not a choice
    assert names(client, "?sostegno=caregiver") == ["Brambati"]


def test_a_whole_number_or_tax_code_goes_straight_to_the_case(client, w):
    mine, other = make_case(w, "adele", status="assessing"), make_draft(w, "renato", by=w.other_social_worker)
    enter(client, w.social_worker)
    target = f"/pratiche/{mine.number}/"
    assert client.get(f"/pratiche/?q={mine.number}").headers["Location"] == target
    assert client.get("/pratiche/?q=brmdla48l52x104b").headers["Location"] == target
    # of another Comune: nothing is revealed
    assert client.get(f"/pratiche/?q={other.person.tax_code}").status_code == 200


def test_every_filter_is_a_label_that_can_be_taken_off(client, w):
    make_case(w, "adele", status="assessing")
    make_draft(w, "nadia")
    page = enter(client, w.social_worker).get("/pratiche/?q=a&stato=draft&vista=")
    chosen = {one["label"]: one["url"] for one in page.context["chosen"]}
    assert set(chosen) == {"Cerca: a", "Stato: Bozza"}
    assert chosen["Stato: Bozza"] == "?q=a&vista="
    status = next(menu for menu in page.context["menus"] if menu["name"] == "stato")
    urls = {choice["label"]: choice["url"] for choice in status["choices"] if choice["on"]}
    assert urls == {"Bozza": "?q=a&vista="}  # the same choice takes it off again
    empty = client.get("/pratiche/?q=zzz").content.decode()
    assert "Nessuna pratica con questi filtri" in empty
    assert "Prova a togliere «Cerca: zzz»" in empty


def test_the_tabs_count_what_they_open(client, w):
    make_case(w, "adele", status="assessing")
    make_draft(w, "nadia")
    make_draft(w, "sofia")
    page = enter(client, w.social_worker).get("/pratiche/")
    assert [(str(v["label"]), v["count"]) for v in page.context["views"]] == [
        ("Tutte", 3),
        ("Bozze", 2),
        ("In valutazione", 1),
        ("ISEE in scadenza", 1),  # Adele's, of 31 December
    ]


def test_the_asst_sees_its_cases_without_money(client, w):
    assess_fully(w, make_case(w, "adele", status="assessing"), sign=("social",))
    make_case(w, "renato", status="assessing")
    enter(client, w.nurse)
    assert names(client) == ["Brambati"]
    page = client.get("/pratiche/?ordina=isee").content.decode()
    assert "18.400" not in page
    assert "ISEE" not in page
    enter(client, w.social_worker)
    assert "18.400,00" in client.get("/pratiche/").content.decode()


def test_pages_and_queries(client, w, django_assert_max_num_queries):
    for who in ("adele", "nadia", "sofia", "renato", "carla", "rosalba"):
        make_draft(w, who)
    enter(client, w.social_worker).get("/pratiche/")
    with django_assert_max_num_queries(10):
        assert len(names(client)) == 6


def test_values_of_one_filter_add_up_and_nobody_is_a_choice(client, w):
    make_case(w, "adele", status="assessing")
    make_draft(w, "sofia")
    free = make_draft(w, "nadia")
    type(free).objects.filter(pk=free.pk).update(case_manager=None)
    enter(client, w.social_worker)
    assert set(names(client, "?stato=draft&stato=assessing")) == {"Brambati", "Ghidoni", "El Amrani"}
    assert names(client, "?segue=nessuno") == ["El Amrani"]
    assert names(client, "?isee=manca&ordina=persona") == ["El Amrani", "Ghidoni"]
    assert names(client, "?isee=10000-25000") == ["Brambati"]
    labels = [
        one["label"]
        for one in client.get("/pratiche/?stato=draft&stato=active&stato=closed").context["chosen"]
    ]
    assert labels == ["Stato: 3 scelti"]


def test_an_empty_list_names_the_filter_that_excludes_most(client, w):
    make_draft(w, "sofia")
    make_draft(w, "nadia")
    page = enter(client, w.social_worker).get("/pratiche/?q=ghidoni&stato=active")
    assert page.context["culprit"].name == "stato"  # without it one case comes back, without the other none
    assert "Prova a togliere «Stato: In pagamento»" in page.content.decode()


@pytest.mark.parametrize("sort", ["", *case_table.SORTS, *(f"-{name}" for name in case_table.SORTS)])
def test_the_pages_are_the_list_whatever_the_order(w, sort):
    """Forwards and backwards, with unknown and equal values: every case once, in the order of the whole."""
    for who in ("adele", "carla"):
        make_case(w, who, status="assessing")
    make_case(w, "renato")
    for who in ("sofia", "nadia", "rosalba", "luciana"):
        make_draft(w, who)
    visible = Application.objects.visible_to(w.social_worker)
    cases = case_table.annotated(visible, user=w.social_worker, on=TODAY)
    _name, keys = case_table.order(sort, user=w.social_worker, total=7)
    whole = [case.pk for case in cases.order_by(*[key.ordering(backward=False) for key in keys])]
    page, forwards, pages = keyset.page(cases, keys, size=2), [], []
    while True:
        pages.append([case.pk for case in page])
        forwards += pages[-1]
        if page.after is None:
            break
        page = keyset.page(cases, keys, size=2, after=page.after)
    assert forwards == whole
    for earlier in reversed(pages[:-1]):
        page = keyset.page(cases, keys, size=2, before=page.before)
        assert [case.pk for case in page] == earlier
    assert page.before is None


def test_a_place_that_is_not_ones_own_is_the_first_page(client, w):
    make_draft(w, "adele")
    theirs = make_draft(w, "renato", by=w.other_social_worker)
    enter(client, w.social_worker)
    for place in (theirs.pk, 10**18, "x"):
        assert names(client, f"?dopo={place}") == ["Brambati"]
    with CaptureQueriesContext(connection) as queries:
        client.get("/pratiche/?dopo=1")
    assert not [query for query in queries if "OFFSET" in query["sql"]]
