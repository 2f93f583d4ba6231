"""`manage.py replay`: counts, the differences listed, exit 1 when there is any."""

import json
from dataclasses import replace

import pytest

from applications.models import Determination
from b2portal.management.commands import replay as command
from eligibility.replay import Difference
from tests.applications.factories import make_case, world
from tests.b2portal.cli import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_ambiti():
    return make_case(world()), make_case(world("altrove", "ALT-2026"), "renato")


@pytest.fixture
def one_differs(two_ambiti, monkeypatch):
    """What is stored cannot be changed (a trigger refuses it): the engine is the one that answers otherwise."""
    real = command.replay_all
    changed = Difference("monthly_total", "399.00", "400.00")

    def answers(rows):
        for one in real(rows):
            here = one.case == two_ambiti[0].ref
            yield replace(one, same=False, differences=(changed,)) if here else one

    monkeypatch.setattr(command, "replay_all", answers)
    return two_ambiti[0].determinations.get()


def test_identical_determinations_end_with_zero(two_ambiti):
    assert run("replay") == (0, "2 determinations replayed: 2 identical, 0 different.\n", "")
    code, out, _ = run("replay", "--json")
    assert code == 0
    assert json.loads(out) == {"format": 1, "replayed": 2, "same": 2, "different": 0, "differences": []}


def test_only_the_determinations_of_an_ambito(two_ambiti):
    assert run("replay", "--ambito", "altrove")[1].startswith("1 determinations replayed")
    code, _, err = run("replay", "--ambito", "nowhere")
    assert (code, err) == (2, '"nowhere" is not the code of an Ambito; allowed: altrove, valserena.')


def test_a_difference_is_listed_with_both_answers_and_ends_with_one(one_differs):
    code, out, _ = run("replay")
    assert code == 1
    assert f"{one_differs.code}: case {one_differs.application.ref}, rules {one_differs.rule_set}" in out
    assert "  monthly_total: stored 399.00; computed 400.00\n" in out
    assert out.endswith("2 determinations replayed: 1 identical, 1 different.\n")
    assert run("replay", "--ambito", "altrove")[0] == 0


def test_the_json_lists_the_differences(one_differs):
    code, out, _ = run("replay", "--json")
    assert code == 1
    (one,) = json.loads(out)["differences"]
    assert one == {
        "code": one_differs.code,
        "case": one_differs.application.ref,
        "rule_set": str(one_differs.rule_set),
        "on": one_differs.on.isoformat(),
        "made_at": one_differs.made_at.isoformat(),
        "same": False,
        "differences": [{"place": "monthly_total", "stored": "399.00", "computed": "400.00"}],
        "problem": "",
    }


def test_what_cannot_be_read_any_more_is_a_difference(two_ambiti, monkeypatch):
    real = command.replay_all
    monkeypatch.setattr(
        command,
        "replay_all",
        lambda rows: (replace(one, same=False, problem="Misfit: shoe_size: found 42") for one in real(rows)),
    )
    code, out, _ = run("replay")
    assert code == 1
    assert out.count("  cannot be computed again: Misfit: shoe_size: found 42\n") == 2
    assert Determination.objects.count() == 2
