"""What people received unduly and has not come back yet, for the office that looks after it."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from accounts import formats
from applications.facts import rules_of
from applications.models import Application, Call
from vouchers import knowledge, recovery
from vouchers.amounts import total_of
from vouchers.knowledge import NOTHING
from vouchers.models import LedgerEntry, RecoveryPlan

LEAST = "recovery_least"  # as the text of the rules writes it


@dataclass(frozen=True)
class Owed:
    """One case: euro to come back (minus: kept back too much), its newest plan or None."""

    case: Application
    amount: Decimal
    plan: RecoveryPlan | None
    too_small: bool = False  # less than the call asks back


def open_ones(user):
    """[Owed] of the cases the user sees, the largest sums first: four queries, five where a sum is very small."""
    sums = LedgerEntry.objects.visible_to(user).filter(account=LedgerEntry.Account.RECEIVABLE).order_by()
    found = dict(
        sums.values_list("application").annotate(total=Sum("amount")).exclude(total=0).order_by("-total")
    )
    cases = Application.objects.filter(pk__in=found).select_related("person", "municipality")
    by_pk = {case.pk: case for case in cases}
    plans = {
        row.application_id: row for row in RecoveryPlan.objects.filter(application__in=found).order_by("pk")
    }
    small = not_asked_back({by_pk[pk]: amount for pk, amount in found.items()})
    return [Owed(by_pk[pk], amount, plans.get(pk), pk in small) for pk, amount in found.items()]


def undecided(user, *, most):
    """The ``most`` largest sums to come back (``owed``, euro) that the user sees, with no decision how, but for what
    the call does not ask back. One query, two more where a call says so."""
    rows = Application.objects.visible_to(user).filter(
        ledger__account=LedgerEntry.Account.RECEIVABLE, recovery_plans=None
    )
    rows = rows.annotate(owed=Sum("ledger__amount"), weighed=Q(call__rule_set__text__contains=LEAST)).filter(
        owed__gt=0
    )
    rows = list(rows.select_related("person", "call").order_by("-owed", "pk")[:most])
    small = not_asked_back({case: case.owed for case in rows if case.weighed})
    return [case for case in rows if case.pk not in small]


def not_asked_back(owed):
    """{id of the case: least euro the call asks back} of the cases of ``owed`` ({case: euro to come back}) that owe
    less. No query for nothing."""
    if not owed:
        return {}
    calls = Call.objects.filter(pk__in={case.call_id for case in owed}, rule_set__text__contains=LEAST)
    calendars = {one.pk: rules_of(one.rule_set).calendar for one in calls.select_related("rule_set")}
    weighed = {
        case.pk: (euro, calendars[case.call_id])
        for case, euro in owed.items()
        if calendars.get(case.call_id) and calendars[case.call_id].recovery_least and euro > NOTHING
    }
    most = knowledge.most_owed(weighed) if weighed else {}
    return {
        pk: calendar.recovery_least
        for pk, (euro, calendar) in weighed.items()
        if not recovery.is_asked_back(owed=euro, most=most.get(pk, NOTHING), calendar=calendar)
    }


def why_not_asked(case):
    """One sentence when the call of the case does not ask back a sum as small as what is to come back; else ""."""
    least = not_asked_back({case: to_come_back(case)}).get(case.pk)
    if least is None:
        return ""
    text = _(
        "The call does not ask back less than %(least)s: it stays written, and counts with what may come after."
    )
    return text % {"least": formats.euro(least)}


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
    most = knowledge.most_owed([case.pk]).get(case.pk, NOTHING)
    each = recovery.set_off(
        owed=owed, gross=gross, calendar=life.rules.calendar, share=life.rules.share, plan=plan, most=most
    )
    payments = int((owed / each).to_integral_value(ROUND_CEILING)) if each > NOTHING else None
    return Instalments(owed, gross, each, payments)


def to_come_back(case):
    """Euro booked as received unduly and not come back yet."""
    found = case.ledger.filter(account=LedgerEntry.Account.RECEIVABLE).aggregate(total=Sum("amount"))
    return found["total"] or NOTHING
