"""The calls with their rankings and their money."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications.facts import rules_of
from applications.models import Call
from vouchers import budget, ranking_inputs
from vouchers.models import RankingSnapshot


@require_GET
@require("ranking.read")
def rankings(request):
    """Each published call of the Plan Office: its lists with where they stand, its budget."""
    on = timezone.localdate()
    calls = Call.objects.visible_to(request.user).filter(
        plan_office=request.user.office, published_at__isnull=False
    )
    newest = {}
    snapshots = RankingSnapshot.objects.visible_to(request.user).select_related("approval", "publication")
    for one in snapshots.order_by("version"):
        newest[one.call_id, one.list_code] = one
    rows = []
    for call in calls.select_related("rule_set").with_additions():
        rules = rules_of(call.rules_on(on))
        rows.append(
            {
                "call": call,
                "lines": budget.lines_of(call),
                "lists": [
                    {"code": code, "label": label, "newest": newest.get((call.pk, code))}
                    for code, label in ranking_inputs.lists(rules)
                ],
            }
        )
    return render(request, "vouchers/rankings.html", {"rows": rows})
