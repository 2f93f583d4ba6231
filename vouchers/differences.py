"""Why the total of a run is not that of the month before: person by person, each with its reason. Read-only."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.formats import day
from applications.models import Application
from applications.workflow import Status
from vouchers.figures import IN_LIST, previous_run
from vouchers.ledger import NOTHING
from vouchers.models import Payment


@dataclass
class Sums:
    """Euro of one case in one run: the month itself, earlier months, what is kept back (subtracted)."""

    month: Decimal = NOTHING
    arrears: Decimal = NOTHING
    kept: Decimal = NOTHING
    causes: set = field(default_factory=set)

    @property
    def total(self):
        return self.month + self.arrears - self.kept


@dataclass(frozen=True)
class Difference:
    """``parts``: [(why, euro)], whose sum is the difference between ``now`` and ``before``."""

    case: Application
    before: Decimal
    now: Decimal
    parts: tuple

    @property
    def amount(self):
        return self.now - self.before


def of(run):
    """[Difference] of every case whose sum changed since the month before, the largest first; a fixed number of
    queries. Their sum is the difference of the two totals."""
    before_run = previous_run(run)
    now, before = _sums(run), _sums(before_run) if before_run else {}
    changed = [pk for pk in {*now, *before} if _of(now, pk).total != _of(before, pk).total]
    cases = (
        Application.objects.filter(pk__in=changed)
        .select_related("person", "municipality")
        .prefetch_related("awards")
        .in_bulk()
    )
    seen = set(
        Payment.objects.filter(application__in=changed, run__opened_at__lt=run.opened_at)
        .exclude(state=Payment.State.TAKEN_OUT)
        .values_list("application", flat=True)
    )
    removed = dict(
        run.payments.filter(state=Payment.State.TAKEN_OUT).values_list("application", "removed_reason")
    )
    found = [
        Difference(
            case=cases[pk],
            before=_of(before, pk).total,
            now=_of(now, pk).total,
            parts=tuple(
                _parts(cases[pk], _of(before, pk), _of(now, pk), pk in before, pk in seen, removed.get(pk))
            ),
        )
        for pk in changed
    ]
    return sorted(found, key=lambda one: (-abs(one.amount), one.case.ref))


def _of(sums, pk):
    return sums.get(pk) or Sums()


def _sums(run):
    found = defaultdict(Sums)
    for case, month, amount, cause in run.payments.filter(IN_LIST, amount__gt=0).values_list(
        "application", "month", "amount", "cause"
    ):
        if month == run.month:
            found[case].month += amount
        else:
            found[case].arrears += amount
            found[case].causes.add(cause)
    for case, kept in run.payouts.exclude(set_off=0).values_list("application", "set_off"):
        found[case].kept += kept
    return dict(found)


def _parts(case, before, now, was_there, seen, removed):
    """Each reason with its euro, those that are not nothing."""
    rows = (
        (_why_month(case, before, now, was_there, seen, removed), now.month - before.month),
        (
            _why_arrears(now) if now.arrears else _("Arrears of the month before, paid once"),
            now.arrears - before.arrears,
        ),
        (_("Kept back or given back of money received unduly"), before.kept - now.kept),
    )
    return [(why, amount) for why, amount in rows if amount]


def _why_month(case, before, now, was_there, seen, removed):
    if now.month:
        if before.month:
            return _("The amount of the month changed")
        return _("Paid again") if was_there or seen else _("Paid for the first time")
    if removed is not None:
        return _("Removed from this month: %(reason)s") % {"reason": removed}
    if case.person.died_on:
        return _("The person has died")
    ended = next((one for one in case.awards.all() if one.ended_at), None)
    if ended:
        return _("The award ended on %(day)s: %(why)s") % {
            "day": day(ended.ends_on),
            "why": ended.get_end_reason_display().lower(),
        }
    if case.status == Status.SUSPENDED:
        return _("Suspended for the whole month")
    last = max((one.ends_on for one in case.awards.all()), default=None)
    return _("The award ran until %(day)s") % {"day": day(last)} if last else _("Nothing is due this month")


def _why_arrears(now):
    causes = sorted(str(Payment.Cause(one).label) for one in now.causes if one)
    return _("Arrears: %(causes)s") % {"causes": ", ".join(causes).lower()} if causes else _("Arrears")
