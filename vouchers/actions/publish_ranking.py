"""Publish an approved ranking: codes and outcomes, no name, no ISEE, no points."""

from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.facts import rules_of
from vouchers import ranking_paper
from vouchers.models import RankingPublication, RankingSnapshot
from vouchers.ranking_job import locked
from vouchers.ranking_permissions import why_not_publish


@transaction.atomic
def publish_ranking(*, snapshot, by, at):
    """The RankingPublication with its PDF, made once. Raises ``Refused`` for a version not approved, or published."""
    locked(snapshot.call)
    row = RankingSnapshot.objects.select_related(
        "call__plan_office", "rule_set", "approval__approved_by"
    ).get(pk=snapshot.pk)
    if sentence := why_not_publish(by, row, rules_of(row.rule_set)):
        raise Refused(sentence)
    paper = ranking_paper.public_list(row, on=at)
    stored = paper.keep(by=by, at=at, office=row.call.plan_office)
    try:
        with transaction.atomic():
            return RankingPublication.objects.create(
                snapshot=row, approval=row.approval, stored=stored, published_at=at, published_by=by
            )
    except IntegrityError as error:
        raise Refused(why_not_publish(by, row, rules_of(row.rule_set))) from error
