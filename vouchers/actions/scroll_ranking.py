"""Go down the list in force with the money there is now: nobody is ranked again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from vouchers import rankings
from vouchers.models import RankingSnapshot
from vouchers.ranking_job import locked, store
from vouchers.ranking_permissions import why_not_scroll


@transaction.atomic
def scroll_ranking(*, snapshot, starts_on, reason, by, at):
    """A new version with the same places. ``starts_on``: first day of those funded now. Somebody else approves it.

    Raises ``Refused`` when it changes nothing: then there is no money for the next one.
    """
    call = locked(snapshot.call)
    if sentence := why_not_scroll(by, snapshot):
        raise Refused(sentence)
    if not call.benefit_from <= starts_on <= call.benefit_to:
        raise Refused(_("The first day must be inside the period of the call."))
    if not reason.strip():
        raise Refused(_("Write where the money comes from: it stays with the version."))
    result = rankings.scrolled(snapshot, starts_on=starts_on, on=timezone.localdate(at))
    was = dict(snapshot.rows.values_list("application_id", "outcome"))
    if all(was[one.case.pk] == one.outcome for one in result.rows):
        raise Refused(_("The money there is now funds nobody more: the next one does not fit."))
    return store(
        call=call, list_code=snapshot.list_code, result=result, rule_set=snapshot.rule_set, by=by, at=at,
        kind=RankingSnapshot.Kind.SCROLL, based_on=snapshot, starts_on=starts_on, reason=reason,
    )  # fmt: skip
