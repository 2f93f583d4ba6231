"""Who pays what of a run: the Plan Office, or the Comune of residence where the call says so (written at the lock).

Everywhere here ``comune`` is the Office that pays by itself, None for the Plan Office.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from accounts.models import Office
from vouchers import run_rules
from vouchers.models import TreasuryAccount

_BY_A_COMUNE = Q(payer__kind=Office.Kind.MUNICIPALITY)


@dataclass(frozen=True)
class Payer:
    """What one office pays in a run: ``payments`` and ``amount`` in euro are those for which money leaves.

    ``account``: the TreasuryAccount in force, None when nobody wrote it.
    """

    office: Office
    comune: Office | None
    payments: int
    amount: Decimal
    account: TreasuryAccount | None


def of_run(run):
    """[Payer] of the locked list: the Plan Office first when it pays anybody, then the Comuni by name."""
    rows = run.payouts.filter(amount__gt=0).order_by()
    sums = {
        pk: (n, euros)
        for pk, n, euros in rows.filter(_BY_A_COMUNE)
        .values_list("payer")
        .annotate(n=Count("pk"), euros=Sum("amount"))
    }
    found = [(comune, *sums[comune.pk]) for comune in Office.objects.filter(pk__in=sums).order_by("name")]
    own = payouts_of(run, None).filter(amount__gt=0).aggregate(n=Count("pk"), euros=Sum("amount"))
    if own["n"]:
        found.insert(0, (None, own["n"], own["euros"]))
    return [
        Payer(
            comune or run.plan_office,
            comune,
            n,
            euros,
            TreasuryAccount.objects.in_force(run.plan_office, comune),
        )
        for comune, n, euros in found
    ]


def payouts_of(run, comune):
    """The payouts one office pays."""
    return run.payouts.filter(payer=comune) if comune else run.payouts.exclude(_BY_A_COMUNE)


def lines_of(run, comune):
    """The lines of what one office pays. A correction of a case to which nothing is paid is a matter of the Comune
    where the Comune pays the other cases of that call."""
    paid = run.payouts.filter(_BY_A_COMUNE)
    alone = ~Q(application__in=run.payouts.values("application"))
    calls = paid.values("application__call")
    theirs = Q(application__in=paid.values("application")) | alone & Q(application__call__in=calls)
    return (
        run.payments.filter(theirs, application__municipality=comune)
        if comune
        else run.payments.exclude(theirs)
    )


def that_may_pay(plan_office):
    """The Comuni that pay by themselves by an act in force, or have an account written here, by name."""
    calls = run_rules.paid_by_municipality(plan_office.calls.values_list("pk", flat=True))
    known = TreasuryAccount.objects.filter(plan_office=plan_office, comune__isnull=False)
    comuni = Office.objects.filter(parent=plan_office, kind=Office.Kind.MUNICIPALITY).order_by("name")
    return comuni if calls else comuni.filter(pk__in=known.values("comune"))
