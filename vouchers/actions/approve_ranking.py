"""Approve a version: from here it is the ranking in force."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.refusal import Refused
from applications.actions.place_in_ranking import place_in_ranking
from applications.letter_tasks import start_by_itself
from applications.models import Application, LetterKind
from applications.workflow import Status
from vouchers import budget, rankings
from vouchers.models import RankingApproval, RankingRow, RankingSnapshot
from vouchers.ranking_job import locked
from vouchers.ranking_permissions import STALE, why_not_approve

# the classes whose case is told in its timeline; the others are told by what they wait for
_TOLD = (RankingRow.Class.FUNDED, RankingRow.Class.WAITING)


@transaction.atomic
def approve_ranking(*, snapshot, inputs_hash, act, act_date, by, at):
    """The signature of ``by`` under the inputs whose hash they saw. Who is not funded goes on the waiting list.

    Refused to who computed it, to a version that is not the newest, and when the cases, the money or the rules are not
    any more those it was computed from.
    """
    locked(snapshot.call)
    # the cases before the lines, as who awards and who ends does: two who wait for each other would both be thrown out
    cases = Application.objects.filter(ranked__snapshot=snapshot).order_by("pk")
    list(cases.select_for_update(of=("self",)).values_list("pk", flat=True))
    budget.lines_of(snapshot.call, lock=True)
    row = RankingSnapshot.objects.select_related("call", "based_on__call").get(pk=snapshot.pk)
    if sentence := why_not_approve(by, row):
        raise Refused(sentence)
    today = rankings.again(row, on=timezone.localdate(at))
    if inputs_hash != row.inputs_hash or today is None or today.hash != row.inputs_hash:
        raise Refused(STALE)
    try:
        with transaction.atomic():
            approval = RankingApproval.objects.create(
                snapshot=row, computed_by=row.computed_by, inputs_hash=row.inputs_hash, act=act, act_date=act_date,
                approved_at=at, approved_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(STALE) from error
    for one in row.rows.filter(outcome__in=_TOLD, paid_already=False).select_related("application"):
        case = one.application
        waited = case.status == Status.WAITING_LIST
        funded = one.outcome == RankingRow.Class.FUNDED
        place_in_ranking(application=case, position=one.position, funded=funded, by=by, at=at)
        if not funded and not waited:
            start_by_itself(application=case, kind=LetterKind.WAITING_LIST, by=by, at=at)
    return approval
