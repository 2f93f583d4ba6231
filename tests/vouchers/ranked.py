"""A call that ranks: its rules, its budget, cases with ISEE known by hand, versions driven by the real actions."""

from datetime import date
from decimal import Decimal

from applications.models import Call, RuleSetVersion
from b2portal.demo_data.invented_rules import economic, ranking
from eligibility.ruleset import load
from tests.applications.factories import NOW, RULES, make_case
from vouchers.actions.add_budget_line import add_budget_line
from vouchers.actions.approve_ranking import approve_ranking
from vouchers.actions.rank import rank
from vouchers.models import RankingSnapshot

RANKING = ranking(economic(100, 240))  # 100 − ISEE ÷ 240, then the lower ISEE, then who applied before
BY_ISEE = {"adele": "2400", "carla": "4800", "nadia": "7200", "luciana": "9600"}  # 90, 80, 70, 60 points
COST = Decimal("4800.00")  # of each: 400 a month for the twelve months of the call
ACT = {"act": "Determinazione n. 41/2026", "act_date": date(2026, 11, 10)}


def with_ranking(w, extra=""):
    """The call of ``w`` under the same rules with a ranking; ``extra``: more of its text."""
    return with_rules(w, RANKING + extra)


def with_rules(w, extra):
    """The call of ``w`` under the same rules and ``extra``, more of their text."""
    text = RULES.read_text(encoding="utf-8") + extra
    rules = load(text)
    version, _new = RuleSetVersion.objects.get_or_create(
        sha256=rules.hash, defaults={"name": rules.name, "text": text, "added_at": NOW}
    )
    call = Call.objects.get(pk=w.call.pk)
    call.pk, call.number_prefix, call.rule_set = None, f"R-{w.call.number_prefix}", version
    call.save()
    w.call = call
    return w


def money_line(w, amount, *, label="Buoni", **more):
    """A line of the budget with its first money."""
    values = {"channel": "indirect", "groups": [], "interventions": [], "fund": "FNA 2025", **ACT} | more
    return add_budget_line(call=w.call, label=label, amount=Decimal(amount), by=w.officer, at=NOW, **values)


def eligible(w, *people):
    """{name: case} of people who wait for the ranking, the poorest first unless they say otherwise."""
    return {who: make_case(w, who, isee=BY_ISEE[who]) for who in people or BY_ISEE}


def computed(w, **more):
    """A version of the one list of the call, computed by the manager."""
    values = {"call": w.call, "list_code": "unica", "by": w.manager, "at": NOW, "policy": "stop"} | more
    return rank(**values)


def approved(w, snapshot=None, **more):
    """The version approved by the director."""
    snapshot = snapshot or computed(w)
    values = {"inputs_hash": snapshot.inputs_hash, "by": w.director, "at": NOW, **ACT} | more
    approve_ranking(snapshot=snapshot, **values)
    return RankingSnapshot.objects.select_related("approval", "call").get(pk=snapshot.pk)


def classes(snapshot):
    """{last name: (position, outcome)}."""
    rows = snapshot.rows.select_related("application__person")
    return {row.application.person.last_name: (row.position, row.outcome) for row in rows}
