"""`manage.py simulate`: who enters, leaves, gains, loses; the totals; a rule that fails names the case."""

import json
from decimal import Decimal

import pytest

from applications import facts as bridge
from applications.models import Application, Determination
from b2portal.cli.inputs import case_files, questions_of
from b2portal.cli.simulation import NAMED
from eligibility import cases
from eligibility import simulate as engine
from eligibility.ruleset import SHIPPED, shipped
from tests.applications.factories import TODAY, make_case, make_draft, world
from tests.b2portal.cli import as_typed, run

OLD, NEW = "regione-2022", "regione-2024"
CASE = """
[[cases]]
name = "{name}"
source = "invented"
on = 2022-10-03
[cases.facts]
requested = ["caregiver"]
has_caregiver = true
certificates = [{{ kind = "law_104_c3", recognised_on = 2019-05-06 }}]
assessment = {{ severe_limitation = true, signed_by_both = true }}
plan_approved = true
other_measures = []
person = {{ birth_date = 1937-03-01, resident_in_ambito = true, lives_at_home = true, municipality = "Borgolungo" }}
[[cases.facts.isee]]
kind = "sociosanitario"
value = "15000.00"
year = 2022
issued_on = 2022-02-01
valid_to = 2022-12-31
"""


def written(tmp_path, names):
    path = tmp_path / "some.cases.toml"
    path.write_text("".join(CASE.format(name=name) for name in names))
    return path


def test_without_cases_named_those_beside_the_two_sets_are_judged_each_on_its_day():
    code, out, _ = run("simulate", OLD, NEW, "--json")
    assert code == 0
    said = json.loads(out)
    worked = [case for name in (OLD, NEW) for case in cases.load(SHIPPED / f"{name}.cases.toml")]
    assert said["total"]["cases"] == len(worked)
    assert said["days"] == sorted({case.on.isoformat() for case in worked})
    before, after = engine.compiled(shipped(OLD)), engine.compiled(shipped(NEW))
    kinds = {}
    for case in worked:
        kind = engine.kind_of(before(case.facts, case.on), after(case.facts, case.on))
        kinds[kind] = kinds.get(kind, 0) + 1
    assert said["total"]["kinds"] == kinds
    assert len(said["changes"]) == len(worked) - kinds["unchanged"]
    difference = sum(Decimal(row["difference"]) for row in said["changes"])
    assert difference == Decimal(said["total"]["new_yearly"]) - Decimal(said["total"]["old_yearly"])


def test_the_json_says_before_after_and_why_of_each_change(tmp_path):
    code, out, _ = run("simulate", OLD, NEW, "--cases", written(tmp_path, ["Anna"]), "--json")
    assert code == 0
    said = json.loads(out)
    assert set(said) == {
        "format", "old", "new", "days", "total", "by_line", "by_municipality", "by_isee", "reasons", "changes",
        "most_affected",
    }  # fmt: skip
    assert said["new"] == {"name": NEW, "hash": shipped(NEW).hash}
    (change,) = said["changes"]
    assert (change["case"], change["kind"], change["on"]) == ("some: Anna", "loses", "2022-10-03")
    assert change["difference"] == "-3600.00"
    assert (change["old"]["monthly_total"], change["new"]["monthly_total"]) == ("400.00", "100.00")
    assert said["by_municipality"]["Borgolungo"]["old_monthly"] == "400.00"
    assert said["by_isee"] == {"15000": said["by_municipality"]["Borgolungo"]}
    (most,) = said["most_affected"]
    assert most["case"] == "some: Anna"
    assert most["why"][0]["en"].endswith("from €400.00 to €100.00.")


def test_the_words_name_the_first_of_each_kind_and_ten_most_affected(tmp_path):
    path = written(tmp_path, [f"case {n:02}" for n in range(NAMED + 4)])
    code, out, _ = run("simulate", OLD, NEW, "--cases", path, "--lang", "en")
    assert code == 0
    listed, most = out.split("The most affected")
    assert f"  lose: {NAMED + 4}\n      some: case 00\n" in listed
    assert listed.count("some: case") == NAMED
    assert "      and 4 others\n" in listed
    assert most.count("some: case") == 10
    assert most.count("€400.00 a month → €100.00 a month") == 10
    assert "Borgolungo" in listed
    assert "up to €15,000.00" in listed
    assert "−€50,400.00" in listed  # 14 × 300 × 12
    _, italian, _ = run("simulate", OLD, NEW, "--cases", path)
    assert "perdono: 14" in italian


def test_the_same_set_changes_nobody(tmp_path):
    code, out, _ = run("simulate", OLD, OLD, "--cases", SHIPPED, "--json")
    assert code == 0
    said = json.loads(out)
    assert set(said["total"]["kinds"]) == {"unchanged"}
    assert (said["changes"], said["most_affected"]) == ([], [])
    assert said["total"]["cases"] == sum(len(cases.load(path)) for path in SHIPPED.glob("*.cases.toml"))


def test_the_day_said_holds_for_every_case(tmp_path):
    _, out, _ = run("simulate", OLD, NEW, "--cases", SHIPPED, "--on", "2025-04-10", "--json")
    assert json.loads(out)["days"] == ["2025-04-10"]


def test_two_cases_of_one_name_are_told_apart(tmp_path):
    path = written(tmp_path, ["Anna", "Anna"])
    assert [one.name for one in questions_of(case_files(path))] == ["some: Anna", "some: Anna (2)"]
    assert run("simulate", OLD, NEW, "--cases", tmp_path)[0] == 0


def test_a_rule_that_fails_stops_and_names_the_case(tmp_path, monkeypatch):
    real = engine.compiled

    def failing(rules):
        judge = real(rules)
        seen = []

        def run_rule(facts, on):
            seen.append(facts)
            if rules.name == NEW and len(seen) == 2:
                raise ZeroDivisionError("no hours")
            return judge(facts, on)

        return run_rule

    monkeypatch.setattr(engine, "compiled", failing)
    code, out, err = run("simulate", OLD, NEW, "--cases", written(tmp_path, ["Anna", "Bice", "Carla"]))
    assert (code, out) == (2, "")
    assert err == "Stopped at some: Bice: regione-2024 fails on this case (ZeroDivisionError: no hours)."


def test_bad_input_ends_with_two(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    lonely = tmp_path / "lonely.toml"
    lonely.write_text((SHIPPED / f"{OLD}.toml").read_text())
    for words, said in (
        (("--cases", tmp_path / "nowhere"), "there is no such directory"),
        (("--cases", empty), "there is no file of cases"),
        (("--cases", empty, "--ambito", "x"), "not allowed with argument"),
    ):
        code, out, err = as_typed("simulate", OLD, NEW, *words)
        assert (code, out) == (2, "")
        assert said in err
    code, _, err = run("simulate", lonely, lonely)
    assert (code, err.split(":")[0]) == (2, "There are no worked cases beside the two rule sets")


@pytest.mark.django_db
def test_the_presented_applications_of_one_ambito_are_judged_and_nothing_is_written(
    django_assert_max_num_queries,
):
    here, elsewhere = world(), world("altrove", "ALT-2026")
    case = make_case(here)
    make_case(here, "renato", carer_cost="950.00", requested=("caregiver", "caregiver_supplement"))
    make_draft(here, "sofia")
    make_case(elsewhere, "nadia")
    kept = list(Application.objects.order_by("pk").values()), Determination.objects.count()
    words = ("simulate", OLD, NEW, "--ambito", "valserena", "--on", TODAY.isoformat(), "--json")
    with django_assert_max_num_queries(13):  # the office, the cases, and one for each kind of evidence
        code, out, _ = run(*words)
    assert code == 0
    said = json.loads(out)
    assert said["total"]["cases"] == 2
    assert set(said["by_municipality"]) == {"Borgolungo"}
    before, after = (engine.compiled(shipped(name)) for name in (OLD, NEW))
    facts = bridge.of(Application.objects.get(pk=case.pk), on=TODAY)
    assert engine.kind_of(before(facts, TODAY), after(facts, TODAY)) == "loses"
    assert case.ref in {row["case"] for row in said["changes"] if row["kind"] == "loses"}
    assert kept == (list(Application.objects.order_by("pk").values()), Determination.objects.count())


@pytest.mark.django_db
def test_an_ambito_that_is_not_there_or_has_no_case_is_said():
    here = world()
    code, _, err = run("simulate", OLD, NEW, "--ambito", here.municipality.code)
    assert (code, err) == (2, '"valserena-borgolungo" is not the code of an Ambito; allowed: valserena.')
    code, _, err = run("simulate", OLD, NEW, "--ambito", "valserena")
    assert (code, err) == (2, "There is no case to simulate on.")


@pytest.mark.django_db
def test_a_case_whose_data_contradict_each_other_is_named(monkeypatch):
    case = make_case(world())

    def contradict(application, *, on):
        raise ValueError("has_carer is False but carer is given")

    monkeypatch.setattr(bridge, "of", contradict)
    code, _, err = run("simulate", OLD, NEW, "--ambito", "valserena")
    assert code == 2
    assert err.startswith(f"Stopped at {case.ref}: its data contradict each other (has_carer")
