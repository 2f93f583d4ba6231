"""Go down the list with the money there is now."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import access_log
from accounts.roles import require
from vouchers import ranking_inputs, rankings
from vouchers.actions.scroll_ranking import scroll_ranking as act
from vouchers.forms.ranking import ScrollForm
from vouchers.ranking_permissions import why_not_scroll
from vouchers.views._call import snapshot_or_404, verb_page


@require("ranking.prepare")
def scroll_ranking(request, prefix, list_code, version):
    """Whom the money would reach, in order, from which day."""
    snapshot = snapshot_or_404(request, prefix, list_code, version)
    on = timezone.localdate()
    starts_on = ranking_inputs.first_day(snapshot.call, on)
    form = ScrollForm(request.POST or None, initial={"starts_on": starts_on})
    if form.is_bound and form.is_valid():
        starts_on = form.cleaned_data["starts_on"]
    refusal = why_not_scroll(request.user, snapshot)
    next_ones = rankings.would_fund(snapshot, starts_on=starts_on, on=on) if refusal is None else []
    if next_ones:
        access_log.record(request, subject_id=None, what=gettext_noop("ranking"), reference=prefix)
    return verb_page(
        request,
        template="vouchers/scroll_ranking.html",
        form=form,
        act=lambda by, at, data: act(snapshot=snapshot, by=by, at=at, **data),
        done=_("The new version is ready: somebody else approves it."),
        back_url=reverse("vouchers:ranking", args=[prefix, list_code]),
        refusal=refusal,
        snapshot=snapshot,
        call=snapshot.call,
        next_ones=next_ones,
        starts_on=starts_on,
    )
