"""The rules, read-only: every parameter of the text is on the page, with its source."""

import re
import tomllib

import pytest

from applications import rule_page
from applications.facts import rules_of
from tests.applications.factories import RULES, rule_set_version, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db


def test_every_rule_and_amount_of_the_text_is_on_the_page(client):
    w = world()
    version = w.call.rule_set
    text = (
        enter(client, w.social_worker).get(f"/regole/{version.name}/{version.sha256[:8]}/").content.decode()
    )
    plain = re.sub(r"\s+", " ", text).replace("&#x27;", "'")
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))
    for rule in [*data["criteria"], *data["interventions"]]:
        assert rule["sentence"]["it"] in plain
    for item in data["interventions"]:
        for part in (*item.get("conditions", ()), *item["steps"]):
            assert part["sentence"]["it"] in plain
    for words in (
        "25.000,00\xa0€",
        "40.000,00\xa0€",
        "800,00\xa0€",
        "400,00\xa0€",
        "L. 104/1992, art. 3 c. 3",
        version.sha256,
    ):
        assert words in text, words
    assert f"/regole/{version.name}/{version.sha256[:8]}/" in client.get("/regole/").content.decode()
    assert client.get(f"/regole/{version.name}/00000000/").status_code == 404
    assert enter(client, w.officer).get("/regole/").status_code == 403


def test_no_parameter_is_without_words():
    rules = rules_of(rule_set_version())
    rows = rule_page.criteria(rules) + rule_page.general(rules)
    for item, below in rule_page.interventions(rules):
        rows += [item, *below]
    names = {name for row in rows for name, _value in row.parameters}
    assert not {name for name in names if "_" in name}, "a parameter is shown by its English code"
