"""What people received unduly and has not come back yet, for the office that looks after it."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.db.models import Sum

from applications.models import Application
from vouchers import knowledge, recovery
from vouchers.amounts import total_of
from vouchers.knowledge import NOTHING
from vouchers.models import LedgerEntry, RecoveryPlan


@dataclass(frozen=True)
class Owed:
    """One case: euro to come back (minus: kept back too much), its newest plan or None."""

    case: Application
    amount: Decimal
    plan: RecoveryPlan | None


def open_ones(user):
    """[Owed] of the cases the user sees, the largest sums first: three queries."""
    sums = LedgerEntry.objects.visible_to(user).filter(account=LedgerEntry.Account.RECEIVABLE).order_by()
    found = dict(
        sums.values_list("application").annotate(total=Sum("amount")).exclude(total=0).order_by("-total")
    )
    cases = Application.objects.filter(pk__in=found).select_related("person", "municipality")
    by_pk = {case.pk: case for case in cases}
    plans = {
        row.application_id: row for row in RecoveryPlan.objects.filter(application__in=found).order_by("pk")
    }
    return [Owed(by_pk[pk], amount, plans.get(pk)) for pk, amount in found.items()]


def undecided(user):
    """The cases the user sees with money to come back (``owed``, euro) and no decision how, the largest sums first."""
    rows = Application.objects.visible_to(user).filter(
        ledger__account=LedgerEntry.Account.RECEIVABLE, recovery_plans=None
    )
    rows = rows.annotate(owed=Sum("ledger__amount")).filter(owed__gt=0)
    return rows.select_related("person").order_by("-owed", "pk")


@dataclass(frozen=True)
class Instalments:
    """How ``owed`` comes back: ``each`` euro from every payment of ``gross``, in ``payments`` of them (None: never)."""

    owed: Decimal
    gross: Decimal
    each: Decimal
    payments: int | None


def in_instalments(case, *, on, way, monthly=None):
    """The Instalments if ``way`` were decided today; nothing is written."""
    life = next((one for one in knowledge.of_case(case).lives if one.award.ended_at is None), None)
    owed = to_come_back(case)
    if life is None:
        return Instalments(owed, NOTHING, NOTHING, None)
    gross = total_of(life.award, max(on, life.award.starts_on))
    plan = RecoveryPlan(way=way, monthly_amount=monthly)
    each = recovery.set_off(
        owed=owed, gross=gross, calendar=life.rules.calendar, share=life.rules.share, plan=plan
    )
    payments = int((owed / each).to_integral_value(ROUND_CEILING)) if each > NOTHING else None
    return Instalments(owed, gross, each, payments)


def to_come_back(case):
    """Euro booked as received unduly and not come back yet."""
    found = case.ledger.filter(account=LedgerEntry.Account.RECEIVABLE).aggregate(total=Sum("amount"))
    return found["total"] or NOTHING
