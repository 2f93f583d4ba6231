"""How a version of a ranking is stored: once, with all its rows, under the lock of its call."""

from django.db.models import Max

from applications.models import Call
from vouchers.models import RankingRow, RankingSnapshot


def locked(call):
    """The call, locked: versions of its lists are made and approved one at a time."""
    return (
        Call.objects.select_for_update(no_key=True, of=("self",))
        .with_additions()
        .select_related("rule_set")
        .get(pk=call.pk)
    )


def store(*, call, list_code, result, rule_set, by, at, **more):
    """The RankingSnapshot with its rows; the codes are drawn anew."""
    last = (
        RankingSnapshot.objects.filter(call=call, list_code=list_code).aggregate(n=Max("version"))["n"] or 0
    )
    snapshot = RankingSnapshot.objects.create(
        call=call,
        list_code=list_code,
        version=last + 1,
        rule_set=rule_set,
        policy=result.policy,
        available={code: str(euro) for code, euro in sorted(result.available.items())},
        left={code: str(euro) for code, euro in sorted(result.left.items())},
        inputs=result.stated,
        inputs_hash=result.hash,
        computed_at=at,
        computed_by=by,
        **more,
    )
    RankingRow.objects.bulk_create(
        RankingRow(
            snapshot=snapshot,
            application=one.case,
            outcome=one.outcome,
            position=one.position,
            points=one.points,
            figures=one.figures,
            settled_by=one.settled_by,
            supports=list(one.supports),
            monthly=one.monthly,
            starts_on=one.starts_on,
            costs={code: str(euro) for code, euro in one.costs.items()},
            given={code: str(euro) for code, euro in one.given.items() if euro},
            cost=one.cost,
            committed=one.committed,
            paid_already=one.paid_already,
        )
        for one in result.rows
    )
    return snapshot
