"""Replay: the stored findings come out again byte by byte, or the place that differs is named."""

import json

import pytest

from applications.models import Determination
from applications.replay import replay_all, replay_one
from tests.applications.factories import make_case, world

pytestmark = pytest.mark.django_db


def test_every_determination_comes_out_the_same(django_assert_num_queries):
    w = world()
    make_case(w)
    make_case(w, "renato", carer_cost="250.00", requested=("caregiver", "caregiver_supplement"))
    with django_assert_num_queries(2):  # the determinations and their one rule set
        found = list(replay_all(Determination.objects.all()))
    assert [one.same for one in found] == [True, True]
    assert {one.case for one in found} == set(
        Determination.objects.values_list("application__number", flat=True)
    )
    assert not any(one.differences or one.problem for one in found)


def test_a_difference_is_named_by_its_place_and_nothing_is_written():
    kept = make_case(world()).determinations.get()
    changed = json.loads(kept.findings)
    changed["monthly_total"] = "399.00"
    kept.findings = json.dumps(changed)
    found = replay_one(kept, kept.rule_set)
    assert not found.same
    assert [(one.place, one.stored, one.computed) for one in found.differences] == [
        ("monthly_total", "399.00", "400.00")
    ]
    assert Determination.objects.get().findings != kept.findings


def test_findings_of_an_engine_that_knew_less_differ_in_the_new_places():
    kept = make_case(world()).determinations.get()
    older = json.loads(kept.findings)
    del older["ruleset_hash"]
    kept.findings = json.dumps(older)
    found = replay_one(kept, kept.rule_set)
    assert not found.same
    assert [(one.place, one.stored) for one in found.differences] == [("ruleset_hash", "")]


def test_facts_that_cannot_be_read_any_more_are_said_and_do_not_stop_the_others():
    kept = make_case(world()).determinations.get()
    facts = json.loads(kept.facts)
    kept.facts = json.dumps(facts | {"shoe_size": 42})
    found = replay_one(kept, kept.rule_set)
    assert not found.same
    assert "shoe_size" in found.problem
