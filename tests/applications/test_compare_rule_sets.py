"""Two texts of rules side by side: only what differs."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from accounts.formats import euro
from applications.actions.edit_rule_draft import edit_rule_draft
from applications.rule_words import said as in_words
from tests.applications.law_pages import NOW, first_sum, here, make_draft_rules, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    return world()


def test_a_draft_beside_the_text_it_started_from(client, w):
    draft = make_draft_rules(w)
    one = first_sum(draft)
    text = draft.text.replace(f'value = "{one.value}"', 'value = "123.00"', 1)
    edit_rule_draft(
        draft=draft, by=w.manager, at=NOW, expected_version=1, text=text, cases="", activates_on=None
    )
    page = enter(client, w.director).get(here("compare_rule_draft", draft))
    rows = {row["place"]: (row["old"], row["new"], row["effect"][0]) for row in page.context["rows"]}
    assert rows.pop("name") == ("regione-2022", "valserena-2027", "info")
    assert list(rows.values()) == [(euro(Decimal(one.value)), "123,00\xa0€", "warn")]
    assert "123,00\xa0€" in page.content.decode()
    where = page.context["rows"][-1]["where"]
    assert where == "Buono per il caregiver familiare › Importo di base › importo"
    assert where in page.content.decode()
    assert "interventions[" not in page.content.decode()


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("400.00", "400,00\xa0€"),
        ("2024-01-31", "31/01/2024"),
        ("2024-02-31x", "2024-02-31x"),
        (["law_104_c3", "care_allowance"], "Legge 104/1992, art. 3 c. 3, indennità di accompagnamento"),
        (
            {"any_of": [{"certificate": "care_allowance"}]},
            "indennità di accompagnamento",
        ),
        (None, "–"),
        (True, "sì"),
    ],
)
def test_what_changed_is_said_in_words(value, said):
    with override("it"):
        assert in_words(value) == said


def test_two_published_texts_and_what_does_not_exist(client, w):
    sha8 = w.call.rule_set.sha8
    page = enter(client, w.social_worker).get(f"/regole/confronta/{sha8}/{sha8}/")
    assert page.context["rows"] == []
    for path in (f"{sha8}/00000000/", f"{sha8[:4]}/{sha8}/"):
        assert client.get(f"/regole/confronta/{path}").status_code == 404
    assert enter(client, w.officer).get(f"/regole/confronta/{sha8}/{sha8}/").status_code == 403
