"""The points of the list: by the rules of the call, unknown while a figure is missing, for who reads their parts."""

from dataclasses import replace
from decimal import Decimal

import pytest

from applications import case_table
from applications import points as case_points
from applications.facts import rules_of
from tests.applications.factories import assess_fully, make_case, make_draft
from tests.applications.pages import enter
from tests.eligibility.rich_people import RICH

pytestmark = pytest.mark.django_db


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
    assert "Punti</th>" in text
    assert "da calcolare" in text
    assert "Punti" in client.get("/pratiche/esporta.csv").content.decode("utf-8-sig").partition("\r\n")[0]
    # neither the ASST, which sees no ISEE, nor the administration, which sees no score
    for user in (w.nurse, w.officer):
        assert "Punti</th>" not in enter(client, user).get("/pratiche/").content.decode()


def test_a_call_without_points_has_no_column_and_scores_are_asked_for(client, w):
    assess_fully(w, make_case(w, status="assessing"), sign=("social", "health"))
    page = enter(client, w.social_worker).get("/pratiche/").content.decode()
    assert "Punti</th>" not in page
    assert "IADL" not in page
    asked = client.get("/pratiche/?colonne=salute").content.decode()
    assert "IADL: " in asked
    assert "Punteggi della valutazione" in asked
    assert [one.code for one in case_table.columns(w.officer, health=False)].count("punti") == 0
