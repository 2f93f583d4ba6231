"""All that is known today of the money of some people, fetched in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Sum

from eligibility import calendar
from eligibility.calendar import Period, Stay
from eligibility.reimbursement import reimbursement
from vouchers import expenses
from vouchers.models import (
    AmountChange,
    Award,
    AwardComponent,
    Interruption,
    LedgerEntry,
    MoneyRules,
    RecoveryPlan,
)
from vouchers.rules import PaidBy, paid_by
from vouchers.unions import families

NOTHING = Decimal("0.00")
EXPENSE, RECEIVABLE = LedgerEntry.Account.EXPENSE, LedgerEntry.Account.RECEIVABLE


@dataclass
class Life:
    """One award with what decides its days: the rules, the stays away of its case, the death of the person."""

    award: Award
    rules: PaidBy
    stays: list = field(default_factory=list)
    changes: dict = field(
        default_factory=dict
    )  # component id → its AmountChange rows, in the order of decision
    reports: dict = field(default_factory=dict)  # month → expenses.Reported, where the call asks for reports

    @cached_property
    def last_day(self) -> date:
        """The last day due, with a death by today's knowledge; before the first day when none is."""
        return calendar.last_day(
            self.rules.calendar, self.award.ends_on, death=self.award.application.person.died_on
        )

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The days of the award as due, suspended or ended."""
        first, last = self.award.starts_on, self.last_day
        if last < first:
            return ()
        stays = [Stay(one.reason, one.starts_on, one.ends_on) for one in self.stays if one.starts_on <= last]
        if not stays:
            return (Period("due", first, last),)
        birth = self.award.application.person.birth_date
        return calendar.timeline(self.rules.calendar, first, last, stays, birth)

    def monthly(self, component: AwardComponent, month: date) -> Decimal:
        """Euro of a whole month: the change decided last among those that cover it, else the amount awarded."""
        found = component.monthly_amount
        for change in self.changes.get(component.pk, ()):
            if change.from_month <= month:
                found = change.monthly_amount
        return found

    def whole(self, component: AwardComponent, month: date) -> Decimal:
        """Euro of the days of the month that are due, two decimals, whatever was spent."""
        days = calendar.days_due(self.periods, month)
        return calendar.prorated(self.rules.calendar, self.monthly(component, month), days, month)

    def due(self, component: AwardComponent, month: date) -> Decimal:
        """Euro due for the month, two decimals, by today's knowledge.

        Where months are paid after their expense report, nothing without it; what reimburses a cost is the least of
        what is documented, the ceiling of the call and the sum granted.
        """
        whole = self.whole(component, month)
        if not self.rules.after_report or whole == NOTHING:
            return whole
        report = self.reports.get(month)
        if report is None or report.is_late(self.rules.last_day_to_report(month)):
            return NOTHING
        support = self.rules.reimbursed.get(component.code)
        if support is None:
            return whole
        return reimbursement(support, self.rules.rounding, report.recognised(component.code), whole)

    def payable_in(self, month: date) -> date:
        """The month of the run that pays ``month``: the last of those paid together, or of the award."""
        return min(self.rules.period_end(month), max(month, self.last_day.replace(day=1)))


@dataclass
class Known:
    """The lives of some cases, what is booked for their people and what is to come back."""

    lives: list
    booked: (
        dict  # (person id, code, month) → euro, with what was booked under records united into the person's
    )
    under: dict  # the same keys → the record the month was booked under, where it is another
    family: dict  # id of a record → id of the person it is part of, or its own
    receivable: dict  # case id → euro to come back
    plans: dict  # case id → the newest RecoveryPlan
    most: dict = field(default_factory=dict)  # case id → the most to come back since last nothing was

    def read_reports(self):
        """Read the expense reports of every case, also where the call asks for none today."""
        found = expenses.accepted({life.award.application_id for life in self.lives})
        for life in self.lives:
            life.reports = found.get(life.award.application_id, {})

    def people(self):
        """{person id: [Life]}, in a fixed order."""
        found = defaultdict(list)
        for life in self.lives:
            found[life.award.application.person_id].append(life)
        return found

    def record_of(self, person, code, month):
        """The record a further line of the month is written under: the one that has the month already."""
        return self.under.get((person, code, month), person)


def of_office(plan_office, *, until, people=None):
    """Known of every award of the Ambito that began by the day ``until``, or of those of ``people`` (ids)."""
    awards = Award.objects.filter(application__plan_office=plan_office, starts_on__lte=until)
    return _gather(awards if people is None else awards.filter(application__person__in=people))


def of_awards(awards):
    """Known of these awards."""
    return _gather(awards)


def of_cases(cases):
    """Known of the cases with these ids."""
    return _gather(Award.objects.filter(application__in=cases))


def of_case(application, *, extra_stay=None, replaced=None, reported=None):
    """Known of one case. ``extra_stay``: an Interruption not saved yet; ``replaced``: id of the one it stands for;
    ``reported``: (month, expenses.Reported) not saved yet, in place of what holds."""
    known = _gather(Award.objects.filter(application=application))
    if reported is not None:
        for life in known.lives:
            life.reports = {**life.reports, reported[0]: reported[1]}
    if extra_stay is not None:
        for life in known.lives:
            life.stays = [one for one in life.stays if one.pk != replaced] + [extra_stay]
    return known


def _gather(awards):
    awards = list(
        awards.select_related("application__person", "application__call", "determination__rule_set")
        .prefetch_related("components")
        .order_by("application__person_id", "starts_on", "pk")
    )
    cases = {one.application_id for one in awards}
    persons = {one.application.person_id for one in awards}
    decided = {
        row.call_id: row
        for row in MoneyRules.objects.filter(call__in={a.application.call_id for a in awards})
    }
    stays = _group(
        Interruption.objects.filter(application__in=cases).order_by("starts_on"),
        lambda row: row.application_id,
    )
    changes = _group(
        AmountChange.objects.filter(component__award__in=[one.pk for one in awards]),
        lambda row: row.component_id,
    )
    cache, lives = {}, []
    for award in awards:
        key = (award.determination.rule_set_id, award.application.call_id)
        if key not in cache:
            call = award.application.call
            cache[key] = paid_by(award.determination.rule_set, decided.get(call.pk), call.benefit_from)
        lives.append(Life(award, cache[key], stays.get(award.application_id, []), changes))
    asking = {life.award.application_id for life in lives if life.rules.after_report}
    reports = expenses.accepted(asking) if asking else {}
    for life in lives:
        life.reports = reports.get(life.award.application_id, {})
    weighed = {life.award.application_id for life in lives if life.rules.calendar.recovery_least}
    family = families(persons)
    expense = LedgerEntry.objects.filter(account=EXPENSE, person__in=family)
    booked, under = defaultdict(Decimal), {}
    for (record, code, month), amount in _sums(expense, "person", "code", "month").items():
        key = (family[record], code, month)
        booked[key] += amount
        if record != family[record]:
            under[key] = record
    return Known(
        lives=lives,
        booked=dict(booked),
        under=under,
        family=family,
        receivable=_sums(
            LedgerEntry.objects.filter(account=RECEIVABLE, application__in=cases), "application"
        ),
        plans={row.application_id: row for row in RecoveryPlan.objects.filter(application__in=cases)},
        most=most_owed(weighed) if weighed else {},
    )


def most_owed(cases):
    """{case id: euro}: the most that was to come back since the last time nothing was. One query."""
    rows = LedgerEntry.objects.filter(account=RECEIVABLE, application__in=cases)
    balance, most = defaultdict(lambda: NOTHING), {}
    for case, amount in rows.order_by("pk").values_list("application", "amount"):
        balance[case] += amount
        most[case] = max(most.get(case, NOTHING), balance[case]) if balance[case] > NOTHING else NOTHING
    return most


def _sums(entries, *keys):
    rows = entries.order_by().values(*keys).annotate(total=Sum("amount"))
    return {row[keys[0]] if len(keys) == 1 else tuple(row[key] for key in keys): row["total"] for row in rows}


def _group(rows, key):
    found = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
