"""A rule set in words: nothing is left out, nothing is shown by its short name, no service is shown as euros."""

import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from django.utils.translation import override

from accounts.refusal import Refused
from applications import rule_page, rule_place, rule_problem
from applications.fact_names import FACTS
from applications.models import RuleSetDraft
from applications.rule_draft import examples, read, read_cases
from applications.rule_names import NAMES, WORDS
from applications.rule_text import parameters
from eligibility import canonical, cases, facts, json_schema
from eligibility.ruleset import RuleSetError, load, shipped, shipped_names
from tests.eligibility.rich_people import RICH, TEXT
from tests.eligibility.test_broken import FILES
from tests.eligibility.test_calls import CALLS
from tests.eligibility.test_ruleset import BROKEN

EXAMPLE = load(Path("docs/examples/valserena-2027.toml"))
EVERY = CALLS | {name: shipped(name) for name in shipped_names()} | {"rich": RICH, "valserena-2027": EXAMPLE}
WRONG = [path.read_text(encoding="utf-8") for path in FILES] + [text for text, _expected in BROKEN]


def rows_of(rules):
    rows = [*rule_page.criteria(rules), *rule_page.general(rules)]
    rows += [row for item, below in rule_page.interventions(rules) for row in (item, *below)]
    return rows + [row for _name, _title, part in rule_page.parts(rules) for row in part]


def said(name):
    """{label: {name of the parameter: its words}} of a call, in Italian."""
    with override("it"):
        return {
            row.label.it: {name: words.replace("\xa0", " ") for name, words in row.parameters}
            for row in rows_of(EVERY[name])
        }


def names_of_the_schema():
    keys, choices = set(), set()

    def walk(node):
        if isinstance(node, dict):
            keys.update(node.get("properties", {}))
            choices.update(node.get("enum", ()))
            node = list(node.values())
        for one in node if isinstance(node, list) else ():
            walk(one)

    walk(json_schema.schema())
    return keys, choices


def test_every_key_and_every_choice_of_the_schema_has_its_words():
    """A new kind of rule needs them before any page shows it."""
    keys, choices = names_of_the_schema()
    assert keys - set(NAMES) == set()
    with_words = set(WORDS) | {one.partition(".")[2] for one in WORDS}
    assert choices - with_words == set()


@pytest.mark.parametrize("name", EVERY)
def test_no_short_name_is_ever_shown(name):
    keys, choices = names_of_the_schema()
    short = {one for one in keys | choices if "_" in one} | {"axes", "bands", "effect", "proration"}
    for language in ("it", "en"):
        with override(language):
            for row in rows_of(EVERY[name]):
                words = set(re.findall(r"\w+", " ".join(f"{one} {value}" for one, value in row.parameters)))
                assert words & short == set(), (row.label.it, words & short)


@pytest.mark.parametrize("name", EVERY)
def test_no_figure_of_the_text_is_left_out(name):
    """Every sum written in the rules is somewhere on the page."""
    with override("it"):
        page = " ".join(value for row in rows_of(EVERY[name]) for _name, value in row.parameters)

    def sums(value):
        if isinstance(value, dict):
            for key, one in value.items():
                if key in ("value", "max", "amount", "total", "max_together"):
                    yield one
                else:
                    yield from sums(one)
        for one in value if isinstance(value, list) else ():
            yield from sums(one)

    plain = re.sub(r"[^\d ]", "", page.replace("\xa0", " ")).split()
    for one in sums(canonical.plain(EVERY[name])):
        whole = str(one).split(".")[0].lstrip("0") or "0"
        assert any(found.startswith(whole) for found in plain), one


def test_windows_days_ranking_and_money_are_said_with_their_sources():
    rows = said("rich")
    assert rows["Prima"] == {
        "si apre il": "01/04/2026 alle 10:00", "si chiude il": "30/04/2026 alle 12:00",
        "gruppi di destinatari": "Anziani", "fase": "1",
    }  # fmt: skip
    assert rows["Giorni"]["il giorno del decesso si paga"] == "sì"
    assert rows["Giorni"]["mese incompleto"] == "in trentesimi"
    assert rows["Minori nel nucleo"]["ordine"] == "prima il più alto"
    assert rows["Punti sociali"]["punti, meno di 5"] == "1"
    assert rows["Riparto"]["quando finiscono i soldi"] == "si passa al prossimo che ci sta"
    assert rows["Anziani"]["per cento"] == "66,7"
    assert rows["Periodo"]["ultimo giorno"] == "30/06/2027"
    with override("it"):
        parts = {name: part for name, _title, part in rule_page.parts(RICH)}
        assert all(
            row.sources for name in ("windows", "calendar", "ranking", "budget") for row in parts[name]
        )
        # what a call does not say is named as not said
        found = {name: rows for name, _title, rows in rule_page.parts(EVERY["regione-2022"])}
        assert found["ranking"] == []


def test_a_number_of_services_is_not_a_sum():
    rows = said("valle-camonica-2024")
    assert rows["Accessi"] == {"importo": "80 accessi"}
    assert rows["Assistenza domiciliare"]["si conta in"] == "accessi"
    assert rows["Tetto mensile"] == {"importo": "300,00 €"}


def test_hours_and_points_are_not_euros_and_answers_are_words():
    assert said("clv-2025")["Contratto"]["almeno, ore a settimana"] == "25"
    need = said("asci-2025")["Livello di bisogno"]
    assert need["risposte che bastano"] == "basso bisogno assistenziale, sostegno intensivo elevato"


def test_each_cell_of_a_table_says_for_whom_it_is():
    table = said("barthel")["Tabella"]
    assert table["punti Barthel fino a 24, punti IADL fino a 3"] == "400,00 €"
    assert table["punti Barthel oltre 24 e fino a 100, punti IADL oltre 3 e fino a 8"] == "100,00 €"


def test_certificates_are_said_as_they_combine():
    assert said("rich")["Certificati adulti"]["serve"] == (
        "(invalidità civile, almeno 100 % e Legge 104/1992, art. 3 c. 3, riconosciuto entro il 30/06/2026) "
        "o indennità di accompagnamento"
    )


def test_every_place_that_can_be_changed_is_named_and_a_choice_is_chosen():
    data, keys = tomllib.loads(TEXT), names_of_the_schema()[0]
    with override("it"):
        for one in parameters(TEXT):
            words = rule_place.in_words(one.path, data)
            assert not set(re.findall(r"\w+", words)) & {key for key in keys if "_" in key}, words
        found = {one.id: rule_place.options(one.path, data) for one in parameters(TEXT)}
    assert ("thirtieths", "in trentesimi") in found["calendar.proration"]
    assert found["calendar.day_of_death_due"] == [("true", "sì"), ("false", "no")]
    assert ("elderly", "Anziani") in found["windows.0.lines.0"]
    assert found["windows.0.opens_at"] is None


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_with_a_text_is_said_in_italian_and_without_short_names(text):
    with pytest.raises(RuleSetError) as caught:
        load(text)
    problem = caught.value
    with override("it"), pytest.raises(Refused) as refused:
        read(text)
    sentence = refused.value.sentence
    assert sentence.startswith(f"Riga {problem.line}, " if problem.line else "")
    assert ": trovato " in sentence
    assert "; ammesso: " in sentence
    typed = set(re.findall(r"\w+", text))
    mended = set(re.findall(r"\((\w+)\)\.$", sentence))  # a misspelt name is mended by writing it right
    short = {one for one in re.findall(r"\w+", sentence) if "_" in one}
    assert short <= {one for one in typed if f'"{one}"' in text or f"{one}" not in NAMES} | mended
    with override("it"):
        for words in (problem.found, problem.allowed):
            english = re.search(r"\b(an?|the|of|with|each|at|more|than|one|nothing|which)\b", words)
            assert (
                not english or rule_problem.in_words(words, problem.key) != words or problem.key == "TOML"
            ), words


def test_an_example_that_does_not_hold_says_so_without_short_names():
    path = Path("docs/examples/valserena-2027.toml")
    worked = path.with_name("valserena-2027.cases.toml").read_text(encoding="utf-8")
    worked = worked.replace('"480.00"\ndue = ["carer"]', '"479.00"\ndue = ["caregiver"]\nmissing = ["isee"]')
    draft = RuleSetDraft(text=path.read_text(encoding="utf-8"), cases=worked)
    with override("it"):
        (failing,) = [one for one in examples(draft) if one.wrong]
    assert {
        (what, one.replace("\xa0", " "), other.replace("\xa0", " ")) for what, one, other in failing.wrong
    } == {
        ("somma al mese", "479,00 €", "480,00 €"),
        ("sostegni che spettano", "Buono per il caregiver familiare", "Buono per l’assistente familiare"),
        ("dati che mancano", "ISEE", "–"),
    }


def test_every_datum_of_an_example_has_its_words_and_a_wrong_one_is_named():
    kinds = [cases.Case, *(one for one in vars(facts).values() if is_dataclass(one))]
    names = {field.name for kind in kinds for field in fields(kind)}
    assert names - set(FACTS) == set()
    text = '[[cases]]\nname = "x"\nsource = "y"\non = 2026-01-01\nverdict = "entitled"\n[cases.facts]\nisee = [{}]\n'
    wrong = text.replace("{}", '{ kind = "strano", value = "1", year = 2026, valid_to = 2026-12-31 }')
    with override("it"), pytest.raises(Refused) as refused:
        read_cases(wrong)
    assert "esempio 1, dati, ISEE 1, tipo: trovato «strano»" in refused.value.sentence
