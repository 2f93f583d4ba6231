"""What is due and what has been booked, month by month; amounts in euro, months named by their first day.

``due`` is computed again from today's knowledge, ``booked`` is what the ledger says, a run books the difference. So a
month left out, come back from the bank, granted late, a changed ISEE, a death learnt late, a mistake put right are one
mechanism: what is missing becomes a line of the next run, what was too much becomes a line that is never paid and is
recovered (``vouchers/recovery.py``). Each line says its cause.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Sum
from django.utils import timezone

from vouchers import knowledge
from vouchers.knowledge import EXPENSE, NOTHING
from vouchers.models import AwardComponent, LedgerEntry, Payment
from vouchers.unions import families


@dataclass(frozen=True)
class Line:
    """A line a run ought to have."""

    component: AwardComponent
    month: date
    amount: Decimal
    booked_before: Decimal = NOTHING
    cause: str = ""
    cause_note: str = ""

    @property
    def key(self):
        return (self.component.pk, self.month)

    @property
    def content(self):
        """What must be the same for a line to stay as it is."""
        return (self.amount, self.booked_before, self.cause, self.cause_note)


def booked(component, month):
    """Euro booked so far for the person, support and month of the component."""
    records = families([component.award.application.person_id])
    found = LedgerEntry.objects.filter(account=EXPENSE, person__in=records, code=component.code, month=month)
    return found.aggregate(total=Sum("amount"))["total"] or NOTHING


def paid_to(application):
    """Euro that left for the case and did not come back."""
    found = application.ledger.filter(account=LedgerEntry.Account.BANK).aggregate(total=Sum("amount"))
    return -(found["total"] or NOTHING)


def to_recover(application):
    """Euro the case received unduly and has not given back yet."""
    found = application.ledger.filter(account=LedgerEntry.Account.RECEIVABLE).aggregate(total=Sum("amount"))
    return found["total"] or NOTHING


def months(start, end):
    """First days of the months from the one of ``start`` to the one of ``end``, both included."""
    month = start.replace(day=1)
    while month <= end:
        yield month
        month = next_month(month)


def next_month(month):
    return (month + timedelta(days=31)).replace(day=1)


def previous_month(month):
    return (month - timedelta(days=1)).replace(day=1)


def due_by_month(lives, *, until, booked=()):
    """{(code, month): (euro due, component)} of one person, up to the month of the day ``until``.

    ``booked``: further (code, month) to look at. Two awards that share a month never make it dearer than the dearer of
    them. The component is the one that is due, or else the last that covers the support.
    """
    found, ceiling, of_code = {}, {}, {}
    for life in lives:
        for component in life.award.components.all():
            of_code[component.code] = (life, component)
            for month in months(life.award.starts_on, min(until, life.award.ends_on)):
                key = (component.code, month)
                amount, before = life.due(component, month), found.get(key)
                whole = max(life.monthly(component, month), ceiling.get(key, NOTHING))
                ceiling[key] = whole
                total = min(amount + (before[0] if before else NOTHING), whole)
                found[key] = (total, component if amount or before is None else before[1])
    for key in booked:
        if key not in found and key[0] in of_code and key[1] <= until:
            found[key] = (NOTHING, of_code[key[0]][1])
    return found


def people_of(plan_office, month):
    """[id] of the people with an award in the month or before it, in a fixed order."""
    awards = AwardComponent.objects.filter(
        award__application__plan_office=plan_office, award__starts_on__lte=_last_day(month)
    )
    person = "award__application__person"
    return [*awards.order_by(person).values_list(person, flat=True).distinct()]


def lines(run, people=None):
    """The lines the run ought to have today: due − booked for its month and for every earlier one. ``people``: of these
    ids only.

    What another list not issued yet carries is left out. Cases with a line removed from this run get no new line:
    they wait for the next one.
    """
    known = knowledge.of_office(run.plan_office, until=_last_day(run.month), people=people)
    booked_of = defaultdict(list)
    for person, code, month in known.booked:
        booked_of[person].append((code, month))
    elsewhere, before = _other_runs(run, known.family)
    waiting = set(run.payments.filter(state=Payment.State.TAKEN_OUT).values_list("application_id", flat=True))
    found = []
    for person, lives in known.people().items():
        dues = due_by_month(lives, until=run.month, booked=booked_of[person])
        for (code, month), (due, component) in sorted(dues.items()):
            so_far = known.booked.get((person, code, month), NOTHING)
            if due == so_far or (person, code, month) in elsewhere:
                continue
            life = next(one for one in lives if one.award.pk == component.award_id)
            component.award = life.award
            if life.award.application_id in waiting:
                continue
            if due > so_far and life.payable_in(month) > run.month:
                continue  # months paid together wait for the last of them
            cause, note = _cause(
                life, component, month, run, due - so_far, so_far, before.get((component.pk, month))
            )
            found.append(Line(component, month, due - so_far, so_far, cause, note))
    return found, known


def _last_day(month):
    return next_month(month) - timedelta(days=1)


def _other_runs(run, family):
    """(keys other open lists carry, {(component, month): the last line that did not arrive})."""
    rows = (
        Payment.objects.filter(application__plan_office=run.plan_office)
        .exclude(run=run)
        .filter(
            state__in=[Payment.State.DUE, Payment.State.TAKEN_OUT, Payment.State.RETURNED], person__in=family
        )
        .order_by("run__month", "run__sequence", "pk")
    )
    elsewhere, before = set(), {}
    for person, code, month, component, state, reason, amount in rows.values_list(
        "person", "code", "month", "component", "state", "removed_reason", "amount"
    ):
        if state == Payment.State.DUE:
            elsewhere.add((family.get(person, person), code, month))
        elif amount > NOTHING and before.get((component, month), ("",))[0] != Payment.State.RETURNED:
            before[(component, month)] = (state, reason)
    return elsewhere, before


def revisions(keys_of_people):
    """{(person, code, month): the number its next line takes}; months without a line are left out."""
    rows = Payment.objects.filter(person__in=keys_of_people).order_by().values("person", "code", "month")
    return {
        (row["person"], row["code"], row["month"]): row["last"] + 1
        for row in rows.annotate(last=Max("revision"))
    }


def _cause(life, component, month, run, difference, so_far, before):
    """Why a month is paid later than in its own run, or changes after it was booked; ("", "") for the plain month."""
    if so_far or difference < NOTHING:
        return _why_changed(life, component, month, difference), ""
    if life.payable_in(month) == run.month and run.sequence == 1:
        return "", ""
    if before:
        state, reason = before
        return (
            Payment.Cause.TAKEN_OUT if state == Payment.State.TAKEN_OUT else Payment.Cause.RETURNED
        ), reason
    if life.rules.after_report:
        return Payment.Cause.EXPENSES, ""
    if timezone.localdate(life.award.awarded_at) >= month:
        return Payment.Cause.LATE_AWARD, ""
    return Payment.Cause.NOT_PAID_YET, ""


def _why_changed(life, component, month, difference):
    """The fact that moved a month already booked, the gravest first."""
    died_on = life.award.application.person.died_on
    if difference < NOTHING and died_on and died_on < next_month(month):
        return Payment.Cause.DEATH
    if difference < NOTHING and life.award.ended_at and life.award.ends_on < _last_day(month):
        return Payment.Cause.ENDED
    decided = [one.decided_at for one in life.changes.get(component.pk, ()) if one.from_month <= month]
    report = life.reports.get(month)
    if report and report.corrects and all(report.reviewed_at > at for at in decided):
        return Payment.Cause.EXPENSES
    if decided:
        return Payment.Cause.AMOUNT_CHANGED
    return Payment.Cause.DAYS_CHANGED


def still_due(application, *, on):
    """Euro due for the months up to the day ``on`` and not booked yet: after a death, what the heirs are owed."""
    known = knowledge.of_case(application)
    left = NOTHING
    for person, lives in known.people().items():
        for (code, month), (due, _component) in due_by_month(lives, until=on).items():
            left += max(NOTHING, due - known.booked.get((person, code, month), NOTHING))
    return left


@dataclass(frozen=True)
class MonthEffect:
    """What an interruption does to one month: euro before and after, and what is already booked."""

    month: date
    before: Decimal
    after: Decimal
    booked: Decimal

    @property
    def is_booked(self):
        return self.booked > NOTHING

    @property
    def to_recover(self):
        """Euro already booked that would not be due any more."""
        return max(NOTHING, self.booked - self.after)


def effect(application, interruption, *, on, ahead=2):
    """[MonthEffect] of the months an interruption touches; while it goes on, up to ``ahead`` months after ``on``."""
    end = interruption.ends_on or max(on, interruption.starts_on) + timedelta(days=31 * ahead)
    now = knowledge.of_case(application)
    then = knowledge.of_case(application, extra_stay=interruption, replaced=interruption.pk)
    before, after = by_month(now, end), by_month(then, end)
    sums = defaultdict(lambda: NOTHING)
    for (_person, _code, month), amount in now.booked.items():
        sums[month] += amount
    # a stay uses up days of the year: later months may change too
    touched = [m for m in sorted(set(before) | set(after)) if m >= interruption.starts_on.replace(day=1)]
    return [MonthEffect(m, before.get(m, NOTHING), after.get(m, NOTHING), sums[m]) for m in touched]


def by_month(known, until):
    """{month: euro due} of all that is known, up to the month of the day ``until``."""
    found = defaultdict(lambda: NOTHING)
    for lives in known.people().values():
        for (_code, month), (due, _component) in due_by_month(lives, until=until).items():
            found[month] += due
    return found
