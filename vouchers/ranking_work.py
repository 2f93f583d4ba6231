"""What the rankings add to the work queue: versions to approve and lists to publish."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import day_words
from applications import work
from applications.facts import rules_of
from vouchers.models import RankingSnapshot
from vouchers.ranking_inputs import lists


@work.source
def rankings(*, user, on, whose):
    """The newest version of each list: to approve, for who did not compute it; then to publish. One query."""
    may_approve, may_prepare = user.may("ranking.approve"), user.may("ranking.prepare")
    if whose == work.UNASSIGNED or not (may_approve or may_prepare):
        return []
    found = []
    for one in _newest(user):
        if not hasattr(one, "approval"):
            by_another = may_approve and one.computed_by_id != user.pk
            if by_another or one.computed_by_id == user.pk:
                found.append(_to_approve(one, waiting=not by_another))
        elif _is_published(one):
            found.append(_to_publish(one))
    return found


def _newest(user):
    """The newest version of each list of the Plan Office, unless it is published."""
    newer = RankingSnapshot.objects.filter(
        call=OuterRef("call"), list_code=OuterRef("list_code"), version__gt=OuterRef("version")
    )
    rows = RankingSnapshot.objects.visible_to(user).filter(~Exists(newer), publication=None)
    rows = rows.select_related("call", "rule_set", "computed_by", "approval__approved_by")
    return rows.defer("inputs").order_by("computed_at", "pk")


def _is_published(snapshot):
    """False where the call publishes nothing."""
    ranking = rules_of(snapshot.rule_set).ranking
    return ranking is not None and ranking.publication != "none"


def _to_approve(one, *, waiting):
    why = _("Computed on %(day)s by %(name)s.") % {
        "day": day_words(one.computed_at),
        "name": one.computed_by.full_name,
    }
    if waiting:
        label = _("Ranking that waits for another person’s approval: %(list)s")
        return _row(
            one, label, _("Open the ranking"), "ranking", why, since=timezone.localtime(one.computed_at)
        )
    return _row(one, _("Approve the ranking: %(list)s"), _("Read and approve"), "approve_ranking", why)


def _to_publish(one):
    why = _(
        "Approved on %(day)s by %(name)s, with %(act)s: until it is published nobody can look up the own code."
    ) % {
        "day": day_words(one.approval.approved_at),
        "name": one.approval.approved_by.full_name,
        "act": one.approval.act,
    }
    return _row(one, _("Publish the ranking: %(list)s"), _("Publish it"), "publish_ranking", why)


def _source(one):
    """(citation, link) of the rule of the ranking; () where the rules give none."""
    ranking = rules_of(one.rule_set).ranking
    sources = ranking.sources if ranking else ()
    found = next((source for source in sources if source.link), next(iter(sources), None))
    return (found.citation, found.link) if found else ()


def _row(one, label, action, verb, why, since=None):
    words = dict(lists(rules_of(one.rule_set))).get(one.list_code)
    name = f"{words.said(get_language())}, {one.call.title}" if words else one.call.title
    here = reverse("vouchers:ranking", args=[one.call.number_prefix, one.list_code])
    version = [one.call.number_prefix, one.list_code, one.version]
    return work.Task(
        label=label % {"list": name},
        url=here,
        action=action,
        action_url=here if verb == "ranking" else reverse(f"vouchers:{verb}", args=version),
        icon="list",
        why=why,
        source=_source(one),
        since=since,
        waiting=since is not None,
        code=verb,
        kind=_("Rankings"),
    )
