"""What the office decided about its monthly runs: from which total a third signature, on which day the draft opens.

A run pays several calls. Where their acts differ the strictest holds: the lowest total, the earliest day. Where none
says anything the product does what stands here.
"""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from vouchers.ledger import months, next_month
from vouchers.models import Award, MoneyRules, PaymentRun
from vouchers.workflow import APPROVALS_NEEDED

CHANGE_PERCENT = 20  # of last month's amount
MOST_MONTHS = 12  # how far back a day that passed without a draft is still told


def newest(calls):
    """{call id: its newest MoneyRules}; calls without an act are left out."""
    return {row.call_id: row for row in MoneyRules.objects.filter(call__in=calls).order_by("pk")}


def approvals_needed(run):
    """Different signatures the run needs for what it pays today: two, or three from the total an act names.

    The trigger ``lock_asks_enough_signatures`` computes the same and refuses a lock that asks for fewer.
    """
    payouts = list(run.payouts.values_list("application__call", "amount"))
    limits = [row.third_signature_from for row in newest({call for call, _amount in payouts}).values()]
    known = [one for one in limits if one is not None]
    total = sum(amount for _call, amount in payouts)
    return APPROVALS_NEEDED + bool(known and total >= min(known))


def paid_by_municipality(calls):
    """Ids of the calls whose newest act says that the Comune of residence pays."""
    return [call for call, row in newest(calls).items() if row.payer == MoneyRules.Payer.MUNICIPALITY]


def default_month(plan_office, *, on):
    """The month to prepare next: the one after the last run, or the current one."""
    last = PaymentRun.objects.filter(plan_office=plan_office).order_by("-month").first()
    return next_month(last.month) if last else on.replace(day=1)


def to_open(plan_office, *, on):
    """The month whose draft opens on the day ``on``, or None: another day, open already, nobody is paid in it."""
    month = on.replace(day=1)
    if _draft_day(_acts(plan_office), month) != on or not _anybody_paid(plan_office, month):
        return None
    return None if PaymentRun.objects.filter(plan_office=plan_office, month=month).exists() else month


def missed(plan_office, *, on):
    """[(month, day)] whose day passed without a draft, the oldest first. What is due for months before the last run
    came with it as arrears: those are not told."""
    acts = _acts(plan_office)
    if not acts:
        return []
    this = on.replace(day=1)
    last = PaymentRun.objects.filter(plan_office=plan_office).aggregate(last=Max("month"))["last"]
    first = next_month(last) if last else (this - timedelta(days=31 * MOST_MONTHS)).replace(day=1)
    found = []
    for month in months(first, this):
        day = _draft_day([row for row in acts if _decided(row) <= month.replace(day=row.draft_day)], month)
        if day and day < on and _anybody_paid(plan_office, month):
            found.append((month, day))
    return found


def _acts(plan_office):
    """The newest MoneyRules of each call of the Ambito, those that set a day."""
    rows = MoneyRules.objects.filter(call__plan_office=plan_office).select_related("call").order_by("pk")
    return [row for row in {row.call_id: row for row in rows}.values() if row.draft_day]


def _decided(row):
    return timezone.localdate(row.decided_at)


def _draft_day(acts, month):
    """The earliest day the acts set for the month, of calls that pay in it; None when there is none."""
    last = next_month(month) - timedelta(days=1)
    days = [
        month.replace(day=row.draft_day)
        for row in acts
        if row.call.benefit_from <= last and row.call.benefit_to >= month
    ]
    return min(days, default=None)


def _anybody_paid(plan_office, month):
    last = next_month(month) - timedelta(days=1)
    awards = Award.objects.filter(application__plan_office=plan_office)
    return awards.filter(starts_on__lte=last, ends_on__gte=month).exists()
