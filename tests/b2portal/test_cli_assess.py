"""`manage.py assess`: the same outcome as the engine, in words and as JSON, from a file or from a case."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from applications import facts as bridge
from applications.models import Application
from b2portal.cli.explain import explained
from eligibility import cases
from eligibility.assess import assess
from eligibility.outcome import Outcome
from eligibility.ruleset import SHIPPED, shipped
from tests.applications.factories import TODAY, make_case, world
from tests.b2portal.cli import as_typed, run
from tests.house import ROOT

SEREGNO = SHIPPED / "seregno-2025.cases.toml"
ALONE = """
on = 2025-04-10
[facts]
requested = ["caregiver"]
has_caregiver = true
person = { birth_date = 1937-03-01, resident_in_ambito = true, lives_at_home = true }
"""


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.cases.toml")), ids=lambda path: path.stem)
def test_the_json_holds_the_bytes_of_the_engine_for_every_shipped_case(path):
    rules = shipped(path.name.removesuffix(".cases.toml"))
    code, out, _ = run("assess", rules.name, path, "--json")
    assert code == 0
    said = json.loads(out)
    assert said["ruleset"] == {"name": rules.name, "hash": rules.hash}
    expected = cases.load(path)
    assert [one["name"] for one in said["cases"]] == [case.name for case in expected]
    for one, case in zip(said["cases"], expected, strict=True):
        outcome = assess(case.facts, rules, case.on)
        assert Outcome.from_json(one["outcome"]) == outcome
        canonical = json.dumps(one["outcome"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert canonical == outcome.to_json()


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_words_hold_every_requirement_support_step_source_and_sum(lang):
    rules = shipped("seregno-2025")
    code, out, _ = run("assess", "seregno-2025", SEREGNO, "--lang", lang)
    assert code == 0
    said = " ".join(out.split())
    for case in cases.load(SEREGNO):
        outcome = assess(case.facts, rules, case.on)
        texts = [outcome.sentence, *(one.label for one in outcome.missing)]
        for finding in outcome.criteria:
            texts += [finding.label, finding.required, finding.found]
            texts += [finding.reason] if finding.verdict != "met" else []
        for item in outcome.interventions:
            texts += [item.label, item.reason]
        for item in outcome.due:
            texts += [text for step in item.steps for text in (step.label, step.datum, step.result)]
        missing = [text.said(lang) for text in texts if " ".join(text.said(lang).split()) not in said]
        assert missing == []
        assert all(
            source.citation in said
            for row in (*outcome.criteria, *outcome.interventions)
            for source in row.sources
        )
    assert rules.hash[:8] in out


def test_the_day_said_wins_over_the_day_of_the_case():
    _, out, _ = run("assess", "seregno-2025", SEREGNO, "--json", "--on", "2026-01-15")
    assert {one["on"] for one in json.loads(out)["cases"]} == {"2026-01-15"}


def test_what_would_change_it_is_said_when_asked_for():
    _, without, _ = run("assess", "seregno-2025", SEREGNO, "--lang", "en")
    _, words, _ = run("assess", "seregno-2025", SEREGNO, "--lang", "en", "--change")
    assert "What would change" not in without
    assert "What would change the result\n" in words
    assert "not due" in words
    _, out, _ = run("assess", "seregno-2025", SEREGNO, "--json", "--change")
    changes = json.loads(out)["cases"][0]["changes"]
    assert {"it", "en"} == set(changes[0]["label"])
    assert changes[0]["verdict"] == "not_entitled"


def test_one_case_alone_needs_no_name_and_no_expected_answer(tmp_path):
    path = tmp_path / "nonna.toml"
    path.write_text(ALONE)
    code, out, _ = run("assess", "seregno-2025", path, "--lang", "en")
    assert code == 0
    assert out.startswith("nonna\n")
    assert "Not known yet" in out
    assert "\nMissing\n" in out
    assert "(isee)" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            ALONE.replace("has_caregiver = true", 'has_caregiver = "yes"'),
            "line 5: facts.has_caregiver: found",
        ),
        (ALONE.replace("requested", "wanted"), "line 4: facts.wanted: found an unknown key"),
        ("[[cases]]\nname = 'a'\n", "cases[1].facts: found nothing; allowed: this key must be there."),
        ("", "cases: found nothing; allowed: [[cases]], each with facts."),
        ("on = ", "TOML: "),
    ],
)
def test_a_case_that_cannot_be_read_is_bad_input_with_its_line(tmp_path, text, said):
    path = tmp_path / "wrong.toml"
    path.write_text(text)
    code, out, err = run("assess", "seregno-2025", path)
    assert (code, out) == (2, "")
    assert str(path) in err
    assert said in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("assess", "atlantis-2025", SEREGNO), "neither a file nor a shipped rule set (carate-2025,"),
        (("assess", "nowhere/rules.toml", SEREGNO), "cannot be read"),
        (("assess", "seregno-2025", "nowhere.toml"), "there is no such file"),
        (("assess", ROOT / "tests/eligibility/broken/unknown_key.toml", SEREGNO), "line 25: criteria[2]"),
        (("assess", "seregno-2025", SEREGNO, "--on", "tomorrow"), "write it as 2026-11-20"),
        (("assess", "seregno-2025"), "required: case"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(words, said):
    code, out, err = as_typed(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err


def test_files_are_judged_without_a_database_and_in_any_locale():
    environment = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing", "LC_ALL": "C"}
    words = [sys.executable, "manage.py", "assess", "seregno-2025", str(SEREGNO)]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "100,00 € al mese" in done.stdout.decode("utf-8")
    words[-1] = "B2-2026-0001"
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"The database does not answer" in done.stderr


@pytest.mark.django_db
def test_a_case_of_the_database_is_named_by_its_number():
    case = Application.objects.get(pk=make_case(world()).pk)
    code, out, _ = run("assess", "regione-2022", case.ref, "--on", TODAY.isoformat(), "--json")
    assert code == 0
    outcome = assess(bridge.of(case, on=TODAY), shipped("regione-2022"), TODAY)
    assert Outcome.from_json(json.loads(out)["cases"][0]["outcome"]) == outcome
    _, words, _ = run("assess", "regione-2022", case.ref, "--on", TODAY.isoformat())
    assert words == explained(case.ref, outcome, None, "it") + "\n"
    assert case.person.last_name not in words
    code, _, err = run("assess", "regione-2022", "B2-1999-0001")
    assert (code, err) == (2, '"B2-1999-0001" is neither a file nor the number of a case.')


def test_a_case_that_says_no_day_is_judged_today(tmp_path, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 3, 4))
    path = tmp_path / "nonna.toml"
    path.write_text(ALONE.replace("on = 2025-04-10", ""))
    _, out, _ = run("assess", "seregno-2025", path, "--json")
    assert json.loads(out)["cases"][0]["on"] == "2026-03-04"
