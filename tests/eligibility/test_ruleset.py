"""Reading a rule set: what is shipped is right, and what is wrong is said with its line, key, found and allowed."""

# ruff: noqa: E501  (one broken file and its sentence per line)

import re
from decimal import Decimal

import pytest

from eligibility import ruleset
from eligibility.ruleset import RuleSetError, line_of, load, shipped

PATH = ruleset.SHIPPED / "regione-2022.toml"
TEXT = PATH.read_text(encoding="utf-8")


def test_the_shipped_rules_say_the_figures_of_their_source():
    rules = shipped("regione-2022")
    minors, adults = next(c for c in rules.criteria if c.kind == "isee").classes
    assert (minors.max, minors.under_age, minors.inclusive) == (Decimal(40000), 18, True)
    assert (adults.max, adults.from_age, adults.inclusive) == (Decimal(25000), 18, True)
    ceilings = {i.code: next(s.value for s in i.steps if s.kind == "ceiling") for i in rules.interventions}
    assert ceilings == {
        "caregiver": 400, "caregiver_supplement": 400, "carer": 800, "minors_voucher": None, "independent_living": 800,
    }  # fmt: skip
    assert rules.cumulability.confirmed is False


def test_every_item_has_its_words_in_both_languages():
    rules = shipped("regione-2022")
    items = [*rules.criteria, *rules.interventions, rules.rounding, rules.cumulability]
    items += [part for i in rules.interventions for part in (*i.conditions, *i.steps)]
    assert all(words.it and words.en for item in items for words in (item.label, item.sentence))


def test_the_hash_is_of_the_rules_and_not_of_the_layout():
    loose = load(TEXT.replace("\n[[", "\n\n# a remark\n[["))
    assert loose.hash == load(PATH).hash
    assert load(TEXT.replace('"800.00"', '"700.00"')).hash != loose.hash
    assert re.fullmatch("[0-9a-f]{64}", loose.hash)


def edited(old, new, count=1):
    assert old in TEXT
    return TEXT.replace(old, new, count)


BROKEN = [
    (edited('max = "25000.00"', 'max = "25k"'), 'criteria[5].classes[2].max: found "25k"; allowed: a number such as'),
    (edited('max = "25000.00"', 'max = "25000.001"'), "classes[2].max: found 25000.001; allowed: more than zero"),
    (edited('max = "25000.00"', 'max = "0"'), "classes[2].max: found 0; allowed: more than zero"),
    (edited("inclusive = true", "inclusve = true"), "classes[1].inclusve: found an unknown key; allowed: label, accepted"),
    (edited("inclusive = true\n", ""), "classes[1].inclusive: found nothing; allowed: this key must be there"),
    (edited("inclusive = true", 'inclusive = "yes"'), 'found "yes"; allowed: true or false'),
    (edited("from_age = 18", "from_age = 19"), "classes[2].from_age: found 19; allowed: 18: no gap, no overlap"),
    (edited("from_age = 18", "from_age = 17"), "classes[2].from_age: found 17; allowed: 18: no gap, no overlap"),
    (edited("from_age = 18", "from_age = 18\nunder_age = 90"), "no class from 90 years"),
    (edited("from_age = 18", "from_age = 18\nunder_age = 18"), "under_age: found 18; allowed: more than from_age"),
    (edited("under_age = 18\n#", "#"), "from_age: found 18; allowed: nothing after a class without under_age"),
    (edited('accepted = ["ordinario", "minorenni"]', "accepted = []"), "accepted: found an empty list"),
    (edited('"minorenni"]', '"minori"]'), 'accepted[2]: found "minori"; allowed: "ordinario"'),
    (edited('any_of = ["law_104_c3", "care_allowance"]', "any_of = []"), "any_of: found an empty list; allowed: law_104_c3"),
    (edited('kind = "plan"', 'kind = "piano"'), 'criteria[6].kind: found "piano"; allowed: "age", "at_home"'),
    (edited('kind = "plan"\n', ""), "criteria[6].kind: found nothing; allowed"),
    (edited('stage = "award"', 'stage = "later"'), 'found "later"; allowed: "application", "award"'),
    (edited('code = "at_home"', 'code = "residence"'), 'criteria[2].code: found "residence" again; allowed: a code used once'),
    (edited('sources = ["ats_recipients"]', 'sources = ["regione"]'), 'found "regione"; allowed: ats, ats_recipients'),
    (edited('sources = ["ats_recipients"]', "sources = [1]"), 'found "1"; allowed: ats, ats_recipients'),
    (edited('act = "L. 18/1980"', 'atto = "L. 18/1980"'), "sources.law_18.atto: found an unknown key; allowed: act"),
    (edited('value = "400.00"\nlabel', 'value = "300.00"\nlabel'), "found 400.00; allowed: at most the ceiling, which is 300.00"),
    (edited('of = ["carer"]', "of = []"), "of: found an empty list; allowed: carer, minor_project"),
    (edited('kind = "fixed"\nvalue = "400.00"', 'kind = "ceiling"\nvalue = "400.00"'), "found ceiling; allowed: a first step"),
    (edited('value = "400.00" # NOT', 'value = "-1" # NOT'), "value: found -1; allowed: more than zero"),
    (edited('to = "0.01"', 'to = "0"'), "rounding.to: found 0; allowed: more than zero"),
    (edited('mode = "half_up"', 'mode = "up"'), 'rounding.mode: found "up"; allowed: "half_up", "down"'),
    (edited('"caregiver_supplement"]]', '"suplement"]]'), 'together[1]: found "suplement"; allowed: caregiver'),
    (edited('together = [[', 'together = "'), "TOML"),
    (edited('together = [["caregiver", "caregiver_supplement"]]', 'together = ["a"]'), 'found "a"; allowed: a list'),
    (edited('name = "regione-2022"', 'name = "x"\nvalid_from = 2022-05-01\nvalid_to = 2022-04-30'), "found 2022-04-30; allowed: 2022-05-01 or later"),
    (edited('from_age = 18 # NOT', 'from_age = 18\nunder_age = 18 # NOT'), "conditions[1].under_age: found 18; allowed: more than from_age"),
    ("sources = 1", "sources: found a value; allowed: tables such as [sources.my_call]"),
    ("[sources]\nx = 1", "sources.x: found 1; allowed: a table with act, article, link"),
    ('name = "x"\nname = "y"', "TOML: found Cannot overwrite a value; allowed: a well-written TOML file"),
    ("", "name: found nothing; allowed: this key must be there"),
    ("criteria = []\n" + re.sub(r"(?s)\[\[criteria.*?(?=# -+ Which)", "", TEXT), "criteria: found none; allowed: at least one"),
    ("criteria = [1]\n" + re.sub(r"(?s)\[\[criteria.*?(?=# -+ Which)", "", TEXT), 'criteria[1]: found 1; allowed: "age"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), BROKEN)
def test_a_broken_rule_set_is_refused_with_a_sentence_that_says_how_to_mend_it(text, sentence):
    with pytest.raises(RuleSetError) as caught:
        load(text, "bando.toml")
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("bando.toml")


def line(words):
    return next(i for i, content in enumerate(TEXT.splitlines(), 1) if words in content)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (edited('max = "25000.00"', 'max = "25k"'), line('max = "25000.00"')),
        (edited('stage = "award"', 'stage = "later"'), line('stage = "award"')),
        (edited('mode = "half_up"', 'mode = "up"'), line('mode = "half_up"')),
        (edited('"caregiver_supplement"]]', '"suplement"]]'), line("together =")),
        (edited('stage = "award"', "stage ="), line('stage = "award"')),
        (edited("inclusive = true\n", ""), line("[[criteria.classes]]")),
    ],
)
def test_the_line_is_that_of_the_key_or_of_the_table_it_is_missing_from(text, expected):
    with pytest.raises(RuleSetError) as caught:
        load(text)
    assert caught.value.line == expected


def test_a_file_without_the_key_has_no_line():
    assert line_of("a = 1", ("b",)) is None
    # an item that is not in the list, or no list at all: the line of its key
    for text, item in (("x = 0\na = 1", 0), ("x = 0\na = [\n  1,\n]", 5), ("x = 0\na = [\n  1,", 3)):
        assert line_of(text, ("a", item)) == 2
    with pytest.raises(RuleSetError, match=r"^empty\.toml: name: found nothing"):
        load("", "empty.toml")


def test_a_text_that_ends_too_soon_is_said():
    with pytest.raises(RuleSetError, match="TOML: found"):
        load("a = [")


def test_steps_come_once_and_the_fixed_one_first():
    twice = edited('kind = "ceiling"\nvalue = "400.00"', 'kind = "fixed"\nvalue = "400.00"')
    with pytest.raises(RuleSetError, match=r"steps\[2\]\.kind: found a second fixed"):
        load(twice)
    late = TEXT.replace(
        'kind = "documented_cost"\nof = ["carer"]', 'kind = "documented_cost"\nof = ["carer"]'
    )
    late = late.replace('kind = "ceiling"\nvalue = "800.00"', 'kind = "fixed"\nvalue = "800.00"', 1)
    with pytest.raises(RuleSetError, match=r"steps\[2\]\.kind: found fixed after another step"):
        load(late)


def test_an_intervention_without_steps_is_refused():
    bare = re.sub(r"(?s)\[\[interventions\.steps\]\].*?(?=\[\[interventions\]\])", "", TEXT, count=1)
    bare = bare.replace('code = "caregiver"\nlabel', 'code = "caregiver"\nsteps = []\nlabel', 1)
    with pytest.raises(RuleSetError, match="found no step; allowed: a first step"):
        load(bare)


def test_a_path_names_the_file(tmp_path):
    path = tmp_path / "nostro.toml"
    path.write_text('name = "x"\ncolour = 1\n')
    with pytest.raises(
        RuleSetError, match=r"^nostro\.toml, line 2: colour: found an unknown key; allowed: name, title"
    ):
        load(path)


@pytest.mark.parametrize("figure", ["9" * 300, "٢٥٠٠٠", "NaN", "Infinity"])
def test_a_figure_no_sum_has_is_said_and_not_raised(figure):
    with pytest.raises(RuleSetError, match=r'a number such as "400\.00"'):
        load(TEXT.replace('"25000.00"', f'"{figure}"'))
