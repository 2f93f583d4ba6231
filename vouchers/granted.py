"""What has been granted in a call, for who looks at what remains of its money (``applications.commitments``)."""

from collections import defaultdict
from copy import copy
from decimal import Decimal

from applications import commitments
from applications.facts import rules_of
from eligibility import calendar
from eligibility.outcome import Outcome
from vouchers import budget, knowledge, ledger, ranking_inputs
from vouchers.models import AwardComponent, Interruption


@commitments.granted
def granted(call):
    """[(key of the case, target group or None, code, euro)]: each support for the months its award touches, with the
    amounts decided since, as the lines of the budget count them."""
    rows = AwardComponent.objects.filter(award__application__call=call)
    rows = rows.select_related("award__determination").prefetch_related("changes")
    return [
        (
            one.award.application_id,
            Outcome.amounts_from_json(one.award.determination.findings).line,
            one.code,
            sum((euro for _month, euro in budget.by_month(one)), budget.NOTHING),
        )
        for one in rows
    ]


@commitments.money
def money(call):
    """The lines of the budget that acts gave to the call."""
    return budget.lines_of(call)


@commitments.reserved
def reserved(call):
    """{key of the case: rows} of the cases with a place in the rankings in force and no money granted yet."""
    rows = list(ranking_inputs.in_force(call))
    if not rows:
        return {}
    rules = rules_of(call.rule_set)
    lines = {line.code: line for line in call.budget_lines.all()}
    found = defaultdict(list)
    for row in rows:
        found[row.application_id] += [
            _row_of(row, lines[code], rules, Decimal(euro))
            for code, euro in row.given.items()
            if code in lines
        ]
    return dict(found)


def _row_of(row, line, rules, euro):
    """One row that this line pays: the group of the line, the first support of the case that it is for."""
    group = line.groups[0] if line.groups else None
    codes = [
        code
        for code in row.supports
        if (one := rules.intervention(code)) and line.pays(group, code, one.channel)
    ]
    return (row.application_id, group, next(iter(codes), ""), euro)


@commitments.not_due
def not_due(call):
    """[(case, group, code, euro)] of the granted months that stays with a known end take away; one query without."""
    stays = Interruption.objects.filter(application__call=call).order_by()
    cases = set(stays.values_list("application", flat=True))
    if not cases:
        return []
    found = []
    for life in knowledge.of_cases(cases).lives:
        rules, award = life.rules.calendar, life.award
        life.stays = [known for one in life.stays if (known := _with_its_end(one))]
        if not life.stays or award.ends_on < award.starts_on:
            continue
        whole = (calendar.Period("due", award.starts_on, award.ends_on),)
        group = Outcome.amounts_from_json(award.determination.findings).line
        for one in award.components.all():
            less = sum(
                (
                    _of_month(rules, life, one, month, whole)
                    - _of_month(rules, life, one, month, life.periods)
                    for month in ledger.months(award.starts_on, award.ends_on)
                ),
                budget.NOTHING,
            )
            if less:
                found.append((award.application_id, group, one.code, less))
    return found


def _with_its_end(stay):
    """The stay up to the day it ended or is expected to end; None while nobody knows: what it takes is not known."""
    found = copy(stay)
    found.ends_on = stay.ends_on or stay.expected_on
    return found if found.ends_on else None


def _of_month(rules, life, component, month, periods):
    return calendar.prorated(rules, life.monthly(component, month), calendar.days_due(periods, month), month)
