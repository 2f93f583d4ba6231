"""A ranking computed: at once, or in the background where the call has many cases."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.facts import rules_of
from applications.models import Call
from jobs import actions as jobs
from jobs.models import Job
from jobs.registry import handler
from vouchers import ranking_inputs, rankings
from vouchers.models import RankingRow, RankingSnapshot
from vouchers.ranking_permissions import BLOCKED, NOTHING_TO_RANK

KIND = "ranking"


def newest(call, list_code):
    """The job of this list that was started last, or None."""
    jobs_of_list = Job.objects.filter(
        kind=KIND, office=call.plan_office_id, args__call=call.pk, args__list=list_code
    )
    return jobs_of_list.order_by("-pk").first()


def unfinished(call, list_code):
    """That job while it goes on, or while it failed and nothing was computed since; None otherwise."""
    job = newest(call, list_code)
    if job is None or job.state == Job.State.DONE:
        return None
    later = RankingSnapshot.objects.filter(call=call, list_code=list_code, computed_at__gt=job.started_at)
    return None if job.is_finished and later.exists() else job


def start(*, call, list_code, policy, by, at):
    """The Job that computes the list; the one that still goes on is found. The caller holds the lock of the call."""
    last = newest(call, list_code)
    if last and not last.is_finished:
        return last
    label = dict(ranking_inputs.lists(rules_of(call.rules_on(timezone.localdate(at))))).get(list_code)
    name = f"{label.said(get_language())}, {call.title}" if label else call.title
    return jobs.start(
        kind=KIND,
        key=f"{KIND}-{call.pk}-{list_code}-{last.pk if last else 0}",
        items=[(list_code, name)],
        by=by,
        at=at,
        office=call.plan_office,
        args={"call": call.pk, "list": list_code, "policy": policy},
        label=_("Ranking: %(list)s") % {"list": name},
    )


@handler(KIND, read="ranking.read", retry="ranking.prepare")
def make_ranking(item):
    """The version, as of the moment somebody asked for it: whoever did was allowed to. Nothing is stored by halves."""
    job = item.job
    call = Call.objects.get(pk=job.args["call"])
    compute(
        call=call, list_code=job.args["list"], policy=job.args["policy"], by=job.started_by, at=job.started_at
    )


@transaction.atomic
def compute(*, call, list_code, policy, by, at):
    """The RankingSnapshot of one list by its inputs of now; refused while cases are open or lack what it ranks by."""
    call = locked(call)
    inputs = ranking_inputs.gather(call, list_code, on=timezone.localdate(at))
    if rankings.blockers(inputs):
        raise Refused(BLOCKED)
    if not inputs.entries:
        raise Refused(NOTHING_TO_RANK)
    result = rankings.ranked(inputs, policy)
    return store(call=call, list_code=list_code, result=result, rule_set=inputs.version, by=by, at=at)


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
