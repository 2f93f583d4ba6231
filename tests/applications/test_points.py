"""The points of the list: by the rules of the call, unknown while a figure is missing, for who reads their parts."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.http import QueryDict

from applications import case_table, keyset, listing
from applications import points as case_points
from applications.facts import rules_of
from applications.models import Application
from tests.applications.factories import TODAY, assess_fully, make_case, make_draft
from tests.applications.pages import enter
from tests.eligibility.rich_people import RICH

pytestmark = pytest.mark.django_db
HEADER = 'id="s-punti"'


@pytest.fixture
def by_points(monkeypatch):
    """Every call ranks by 25 − ISEE ÷ 240 (DM 2017 SIA) and 1, 3 or 0 points for the ADL."""
    economic, social = RICH.ranking.scores
    ranking = replace(RICH.ranking, scores=(economic, replace(social, of="adl_score")))
    monkeypatch.setattr(case_points, "rules_of", lambda version: replace(rules_of(version), ranking=ranking))


def test_known_points_and_unknown_ones(client, w, by_points):
    case = assess_fully(w, make_case(w, status="assessing", isee="2400"), sign=("social", "health"))
    make_draft(w, "nadia")
    page = enter(client, w.social_worker).get("/pratiche/")
    found = {row["case"].pk: row["points"] for row in page.context["rows"]}
    adl = case_points.figures(case)["adl_score"]
    assert found.pop(case.pk) == Decimal(15) + {True: 1, False: 3}[adl < 5]  # 25 − 2400 ÷ 240 = 15
    assert set(found.values()) == {None}
    text = page.content.decode()
    assert HEADER in text
    assert "da calcolare" in text
    assert "Punti" in client.get("/pratiche/esporta.csv").content.decode("utf-8-sig").partition("\r\n")[0]
    # neither the ASST, which sees no ISEE, nor the administration, which sees no score
    for user in (w.nurse, w.officer):
        assert HEADER not in enter(client, user).get("/pratiche/").content.decode()


def test_the_list_is_put_in_the_order_of_its_points(client, w, by_points, monkeypatch):
    for who, isee in (("adele", "2400"), ("carla", "4800"), ("renato", "240.00")):
        assess_fully(w, make_case(w, who, status="assessing", isee=isee), sign=("social", "health"))
    make_draft(w, "nadia")
    enter(client, w.manager)

    def listed(query):
        return [row["case"].person.first_name for row in client.get(f"/pratiche/{query}").context["rows"]]

    best = ["Renato", "Adele", "Carla"]  # 24, 15 and 5 points of the ISEE, the same of the assessment
    assert listed("?ordina=-punti")[:3] == best  # the unknown ones come last, whichever way
    assert listed("?ordina=punti")[:3] == best[::-1]
    rows = client.get("/pratiche/esporta.csv?ordina=-punti").content.decode("utf-8-sig").splitlines()
    assert [row.partition(";")[0].split()[-1] for row in rows[1:4]] == best

    visible = case_table.annotated(Application.objects.visible_to(w.manager), user=w.manager, on=TODAY)
    cases, _name, keys = listing.in_order(visible, QueryDict("ordina=-punti"), user=w.manager, total=4)
    page, seen = keyset.page(cases, keys, size=1), []
    while page.after:
        seen.append(page.rows[0].pk)
        page = keyset.page(cases, keys, size=1, after=page.after)
    assert len(seen) == 3
    for pk in reversed(seen):
        page = keyset.page(cases, keys, size=1, before=page.before)
        assert page.rows[0].pk == pk

    assert HEADER in client.get("/pratiche/?ordina=-punti").content.decode()
    monkeypatch.setattr(case_table, "SORT_BY_POINTS_UP_TO", 3)
    assert HEADER not in client.get("/pratiche/?ordina=-punti").content.decode()
    monkeypatch.undo()
    enter(client, w.nurse)
    assert client.get("/pratiche/?ordina=-punti").context["columns"][-1]["code"] == "segue"


def test_a_call_without_points_has_no_column_and_scores_are_asked_for(client, w):
    assess_fully(w, make_case(w, status="assessing"), sign=("social", "health"))
    page = enter(client, w.social_worker).get("/pratiche/").content.decode()
    assert HEADER not in page
    assert "IADL" not in page
    asked = client.get("/pratiche/?colonne=salute").content.decode()
    assert "IADL: " in asked
    assert "Punteggi della valutazione" in asked
    assert [one.code for one in case_table.columns(w.officer, health=False)].count("punti") == 0
