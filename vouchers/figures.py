"""The figures of a run: totals, comparison with last month, why the total changed. Read-only, few queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q, Sum

from vouchers.ledger import NOTHING, previous_month
from vouchers.models import Payment, PaymentRun

IN_LIST = ~Q(state=Payment.State.TAKEN_OUT)
KEPT_BACK = "kept_back"  # not a support: what is kept back of money received unduly


@dataclass
class Row:
    """One Comune, or one support: people and euro in this run and in the one before."""

    name: str
    people: set = field(default_factory=set)
    before: Decimal = NOTHING
    now: Decimal = NOTHING

    @property
    def difference(self):
        return self.now - self.before


@dataclass(frozen=True)
class Change:
    """People who came in, went out or changed amount, and the euro of it."""

    cases: tuple
    amount: Decimal


@dataclass(frozen=True)
class Figures:
    total: Decimal
    people: int
    municipalities: list
    supports: list
    before_total: Decimal
    before_people: int
    came_in: Change
    went_out: Change
    changed: Change
    removed: int  # people removed by hand
    removed_amount: Decimal
    has_before: bool

    @property
    def difference(self):
        return self.total - self.before_total


def previous_run(run):
    """The list of the month before, or None. A further list of a month is not compared with anything."""
    if run.sequence > 1:
        return None
    rows = PaymentRun.objects.filter(plan_office=run.plan_office, sequence=1)
    return rows.filter(month=previous_month(run.month)).first()


def of(run):
    """The Figures of a run. People are counted by case; a line removed by hand counts only as removed."""
    before_run = previous_run(run)
    now, before = _lines(run), _lines(before_run) if before_run else []
    totals_now, totals_before = _by_case(now), _by_case(before)
    came = {case for case in totals_now if case not in totals_before}
    went = {case for case in totals_before if case not in totals_now}
    moved = {case for case in totals_now if case in totals_before and totals_now[case] != totals_before[case]}
    removed = run.payments.filter(state=Payment.State.TAKEN_OUT).aggregate(
        amount=Sum("amount"), people=Count("application", distinct=True)
    )
    return Figures(
        total=sum(totals_now.values(), NOTHING),
        people=len(totals_now),
        municipalities=_rows(now, before, by="municipality"),
        supports=_rows(now, before, by="code"),
        before_total=sum(totals_before.values(), NOTHING),
        before_people=len(totals_before),
        came_in=Change(tuple(sorted(came)), sum((totals_now[case] for case in came), NOTHING)),
        went_out=Change(tuple(sorted(went)), -sum((totals_before[case] for case in went), NOTHING)),
        changed=Change(tuple(sorted(moved)), sum((totals_now[c] - totals_before[c] for c in moved), NOTHING)),
        removed=removed["people"],
        removed_amount=removed["amount"] or NOTHING,
        has_before=before_run is not None,
    )


def _lines(run):
    """What is paid, by support, less what is kept back (support ``KEPT_BACK``); corrections move no money."""
    rows = run.payments.filter(IN_LIST, amount__gt=0).order_by("application__municipality__name", "code")
    kept = run.payouts.exclude(set_off=0).order_by("application__municipality__name")
    found = [*rows.values_list("application_id", "application__municipality__name", "code", "amount")]
    found += [
        (case, place, KEPT_BACK, -amount)
        for case, place, amount in kept.values_list(
            "application_id", "application__municipality__name", "set_off"
        )
    ]
    return [
        {"case": case, "municipality": municipality, "code": code, "amount": amount}
        for case, municipality, code, amount in found
    ]


def _by_case(lines):
    totals = defaultdict(lambda: NOTHING)
    for line in lines:
        totals[line["case"]] += line["amount"]
    return dict(totals)


def _rows(now, before, *, by):
    rows = {}
    for line in now:
        row = rows.setdefault(line[by], Row(line[by]))
        row.people.add(line["case"])
        row.now += line["amount"]
    for line in before:
        rows.setdefault(line[by], Row(line[by])).before += line["amount"]
    return sorted(rows.values(), key=lambda row: (-row.now, row.name))
