"""`manage.py check_ruleset`: each broken file has its sentence, each shipped one its hash, and examples are run."""

import re

import pytest

from eligibility.ruleset import SHIPPED, shipped, shipped_names
from tests.b2portal.cli import as_typed, run
from tests.house import ROOT

BROKEN = sorted((ROOT / "tests/eligibility/broken").glob("*.toml"))


def test_every_broken_file_gets_one_sentence_with_file_line_key_found_and_allowed():
    assert len(BROKEN) >= 20
    code, out, err = run("check_ruleset", *BROKEN)
    assert (code, out) == (1, "")
    sentences = err.splitlines()
    assert len(sentences) == len(BROKEN)
    for path, said in zip(BROKEN, sentences, strict=True):
        expected = path.read_text().splitlines()[0].removeprefix("# expect: ")
        assert expected in said
        assert re.fullmatch(rf"{re.escape(str(path))}, line \d+: .+: found .+; allowed: .+\.", said)


def test_the_shipped_sets_are_ok_and_their_examples_hold():
    code, out, err = run("check_ruleset", "--examples", *shipped_names())
    assert (code, err) == (0, "")
    for name in shipped_names():
        assert f"ok: {name}, {shipped(name).hash}\n" in out
    assert len(re.findall(r"  examples: (\d+) of \1 as expected", out)) == len(shipped_names())
    assert "  open: calendar\n" in out


def test_one_refused_file_does_not_hide_the_others_and_the_shell_sees_one():
    code, out, err = as_typed("check_ruleset", BROKEN[0], "regione-2022", "nowhere.toml")
    assert code == 1
    assert out.startswith("ok: regione-2022, ")
    assert BROKEN[0].name in err
    assert "nowhere.toml: cannot be read (No such file or directory)." in err


def copied(tmp_path, name="seregno-2025", **changes):
    rules, worked = tmp_path / "mine.toml", tmp_path / "mine.cases.toml"
    text = (SHIPPED / f"{name}.cases.toml").read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    rules.write_text((SHIPPED / f"{name}.toml").read_text())
    worked.write_text(text)
    return rules


def test_an_example_that_comes_out_otherwise_is_said_with_both_answers(tmp_path):
    rules = copied(tmp_path, **{'monthly_total = "100.00"': 'monthly_total = "120.00"'})
    code, out, err = run("check_ruleset", "--examples", rules)
    assert code == 1
    assert "examples: 3 of 4 as expected" in out
    assert err.count("\n") == 1
    assert "il figlio è il caregiver" in err
    assert "monthly_total: expected 120.00; found 100.00." in err
    assert run("check_ruleset", rules)[0] == 0


def test_a_wrong_file_of_examples_is_refused_with_its_line(tmp_path):
    rules = copied(tmp_path, **{"has_caregiver = true": "has_caregiver = 3"})
    code, _, err = run("check_ruleset", "--examples", rules)
    assert code == 1
    assert re.search(r"mine\.cases\.toml, line 13: cases\[1\]\.facts\.has_caregiver: found 3", err)
    (tmp_path / "mine.cases.toml").unlink()
    code, _, err = run("check_ruleset", "--examples", rules)
    assert code == 1
    assert "mine.cases.toml: cannot be read" in err


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "latin.toml"
    path.write_bytes('name = "caffè"'.encode("latin-1"))
    code, _, err = run("check_ruleset", path)
    assert (code, err) == (1, f"{path}: found bytes that are not UTF-8; allowed: a text file in UTF-8.\n")


def test_a_local_set_may_be_based_on_a_file_beside_it(tmp_path):
    above = ROOT / "tests/eligibility/broken/above_the_region.toml"
    text = above.read_text()
    based_on = re.search(r'based_on = "([^"]+)"', text)[1]
    local = tmp_path / "local.toml"
    local.write_text(text.replace(f'based_on = "{based_on}"', 'based_on = "region"'))
    code, _, err = run("check_ruleset", local)
    assert code == 1
    assert 'based_on: found "region"' in err
    (tmp_path / "region.toml").write_text((SHIPPED / f"{based_on}.toml").read_text())
    code, _, err = run("check_ruleset", local)
    assert code == 1
    assert "interventions[1].steps: found 400.00; allowed: at most 100.00" in err


@pytest.mark.parametrize("name", ["regione-2022", str(SHIPPED / "regione-2022.toml")])
def test_a_name_and_its_file_are_the_same_rules(name):
    assert (
        run("check_ruleset", name)[1].splitlines()[0] == f"ok: regione-2022, {shipped('regione-2022').hash}"
    )
