"""The money and the ranking of the demo: a budget with its acts, and a closed call whose ranking is published."""

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from applications.models import AssessmentTerms, Call, RuleSetVersion
from b2portal.demo_data import cases, invented_rules, people, stories
from b2portal.demo_data.ambito import MUNICIPALITIES, RULES, at, month_start
from eligibility.ruleset import SHIPPED, load
from vouchers.actions.add_budget_money import add_budget_money
from vouchers.actions.approve_ranking import approve_ranking
from vouchers.actions.open_budget import open_budget
from vouchers.actions.publish_ranking import publish_ranking
from vouchers.actions.rank import rank

CASES = 6  # eligible, all with the same kind of support: four fit
SUM = "22000.00"


def money(ambito):
    """The budget of the call, opened with its act, and own money that a Comune adds later."""
    call, officer = ambito.call, ambito.one("administrative_officer")
    (line,) = open_budget(
        call=call, fund="Fondo Nazionale Autosufficienze", act=call.act, act_date=call.act_date, by=officer,
        at=at(call.act_date, 12),
    )  # fmt: skip
    later = call.benefit_from + timedelta(days=40)
    add_budget_money(
        line=line, kind="own_money", amount=Decimal("45000.00"), fund="Risorse proprie del Comune di Valserena",
        act=f"Delibera di Giunta n. 58 del {later:%d/%m/%Y}", act_date=later, by=officer, at=at(later, 12),
        note="Assestamento di bilancio",
    )  # fmt: skip


def tell(ambito, *, seed, taken):
    """A smaller call, closed: six families in order, money for four, the list published by codes."""
    rng = random.Random(f"graduatoria {seed}")
    small = replace(ambito, call=_call(ambito))
    story, _ages = stories.tell(rng, "eligible")
    for _unused in range(CASES):
        story = replace(
            story, requested=("caregiver",), caregiver=True, carer_cost=None, minor_project=None,
            independent_project=None, isee_kind="sociosanitario", isee=Decimal(rng.randint(300000, 2400000)) / 100,
        )  # fmt: skip
        person = people.invent(rng, on=ambito.on, youngest=66, oldest=94, taken=taken)
        place = rng.choice(MUNICIPALITIES)[0]
        opened = small.call.opens_at.date() + timedelta(days=1)
        cases.make(small, rng, person, story, place, first_day=opened, last_day=opened + timedelta(days=20))
    _publish(small)


def _publish(small):
    call, on = small.call, small.on
    officer, manager, director = (
        small.one(role) for role in ("administrative_officer", "plan_manager", "director")
    )
    open_budget(
        call=call, fund="Fondo regionale", act=call.act, act_date=call.act_date, by=officer, at=at(call.act_date, 12)
    )  # fmt: skip
    snapshot = rank(
        call=call, list_code="unica", policy="stop", by=manager, at=at(on - timedelta(days=9), 10)
    )
    signed = on - timedelta(days=8)
    approve_ranking(
        snapshot=snapshot, inputs_hash=snapshot.inputs_hash, act=f"Determinazione n. 47 del {signed:%d/%m/%Y}",
        act_date=signed, by=director, at=at(signed, 11),
    )  # fmt: skip
    publish_ranking(snapshot=snapshot, by=director, at=at(signed, 12))


def _call(ambito):
    """Same rules as the other call, with points and a smaller sum."""
    first = month_start(ambito.on, 1)
    published = at(ambito.on - timedelta(days=125))
    manager = ambito.one("plan_manager")
    text = (SHIPPED / f"{RULES}.toml").read_text(encoding="utf-8")
    text += invented_rules.ranking(invented_rules.economic(30, 1000), invented_rules.AUTONOMY)
    text += invented_rules.budget(SUM)
    rules = load(text)
    version = RuleSetVersion.objects.create(
        name=rules.name, title=rules.title.it, text=text, sha256=rules.hash, added_at=published, added_by=manager,
        cases=(SHIPPED / f"{RULES}.cases.toml").read_text(encoding="utf-8"), published_at=published,
        published_by=ambito.one("director"),
    )  # fmt: skip
    call = Call.objects.create(
        plan_office=ambito.plan_office,
        title=f"Avviso integrativo Misura B2 {first.year}, con graduatoria",
        programme="Misura B2",
        number_prefix=f"B2I-{first.year}",
        rule_set=version,
        act=f"Determinazione n. 31 del {published:%d/%m/%Y}",
        act_date=published.date(),
        opens_at=at(ambito.on - timedelta(days=120), 9),
        closes_at=at(ambito.on - timedelta(days=60), 12),
        benefit_from=first,
        benefit_to=month_start(first, 12) - timedelta(days=1),
        review_office="Ufficio di Piano di Valserena",
        published_at=published,
        published_by=manager,
    )
    AssessmentTerms.objects.create(
        call=call, scales=["adl", "iadl"], valid_months=18, written_at=published, written_by=manager
    )
    return call
