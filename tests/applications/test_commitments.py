"""What a plan costs its call and what remains: worked by hand, with a budget in the rules and without."""

from datetime import date
from decimal import Decimal

import pytest

from applications.commitments import Commitments
from applications.facts import assess_case
from applications.models import Call, RuleSetVersion
from applications.permissions import current_plan
from b2portal.demo_data.invented_rules import budget
from eligibility.ruleset import load
from tests.applications.factories import NOW, RULES, TODAY, make_case, world
from tests.applications.verb_pages import again, the_day  # noqa: F401
from tests.vouchers.factories import NOVEMBER, awarded
from tests.vouchers.ranked import approved, eligible, money_line, with_ranking
from tests.vouchers.test_interruptions import stay
from vouchers.models import Interruption

pytestmark = pytest.mark.django_db


def with_budget(w, amount):
    """The call of ``w`` under the same rules and one line of money."""
    text = RULES.read_text(encoding="utf-8") + budget(amount)
    rules = load(text)
    version = RuleSetVersion.objects.create(sha256=rules.hash, name=rules.name, text=text, added_at=NOW)
    call = Call.objects.get(pk=w.call.pk)
    call.pk, call.number_prefix, call.rule_set = None, "B2-SOLDI", version
    call.save()
    w.call = call
    return w


def effect(case):
    case = again(case)
    return Commitments(case.call).effect(case, current_plan(case), assess_case(case, on=TODAY))


def test_awards_approved_plans_and_this_one_are_taken_from_the_line_that_pays_them():
    w = with_budget(world(), "20000.00")
    awarded(w, "renato")  # 400 a month from November to May: 2800
    make_case(w, "carla")  # approved, not granted yet
    found = effect(make_case(w, "adele", status="plan_review"))
    assert (found.cost, found.months, found.people) == (Decimal("4800.00"), 12, 2)
    assert (found.committed, found.available, found.left) == (
        Decimal("7600.00"),
        Decimal("20000.00"),
        Decimal("7600.00"),
    )
    assert found.enough
    assert "7.600,00" in found.after
    assert "Buoni" in found.after


def test_what_is_not_enough_is_said_and_to_be_read():
    w = with_budget(world(), "7000.00")
    awarded(w, "renato")
    found = effect(make_case(w, "adele", status="plan_review"))
    assert (found.left, found.enough) == (Decimal("-600.00"), False)
    assert "non resta abbastanza" in found.after


def test_a_call_without_a_budget_says_so_and_still_counts_what_is_taken():
    w = world()
    awarded(w, "renato")
    found = effect(make_case(w, "adele", status="plan_review"))
    assert (found.available, found.left, found.committed) == (None, None, Decimal("2800.00"))
    assert "non indica il budget" in found.after


def test_a_ranking_in_force_reserves_what_it_gave_and_nothing_for_who_waits():
    w = with_ranking(world())
    eligible(w, "adele", "carla")
    money_line(w, "6000.00")
    approved(w)  # 4800 to the first; the second waits, and takes nothing
    found = effect(make_case(w, "nadia", status="plan_review"))
    assert (found.people, found.committed, found.left) == (1, Decimal("4800.00"), Decimal("-3600.00"))


def test_what_suspensions_already_known_take_away_stays_committed_and_is_said():
    w = with_budget(world(), "20000.00")
    case = awarded(w, "renato")
    found = effect(make_case(w, "adele", status="plan_review"))
    assert (found.not_due, "sospensioni" in found.before) == (0, False)
    one = stay(w, case, NOVEMBER, reason="unreachable")
    assert effect(w.call.applications.get(person__first_name="Adele")).not_due == 0  # nobody knows until when
    Interruption.objects.filter(pk=one.pk).update(expected_on=date(2026, 12, 31))  # two months of 400
    found = effect(w.call.applications.get(person__first_name="Adele"))
    assert (found.committed, found.not_due) == (Decimal("2800.00"), Decimal("800.00"))
    assert "800,00" in found.before
