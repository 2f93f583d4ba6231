"""Publish an approved ranking without names."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.facts import rules_of
from vouchers.actions.publish_ranking import publish_ranking as act
from vouchers.ranking_permissions import why_not_publish
from vouchers.views._call import snapshot_or_404, verb_page


@require("ranking.read")
def publish_ranking(request, prefix, list_code, version):
    """What will be read, then the button."""
    snapshot = snapshot_or_404(request, prefix, list_code, version)
    return verb_page(
        request,
        template="vouchers/publish_ranking.html",
        act=lambda by, at, data: act(snapshot=snapshot, by=by, at=at),
        done=_("Published: the list without names is ready."),
        back_url=reverse("vouchers:public_ranking", args=[prefix, list_code, version]),
        refusal=why_not_publish(request.user, snapshot, rules_of(snapshot.rule_set)),
        snapshot=snapshot,
        call=snapshot.call,
    )
