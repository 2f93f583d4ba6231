"""Which records may be one person, and which were united lately."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.roles import require
from applications import unions
from applications.models import Person, PersonUnion

SHOWN = 50


@require_GET
@require("case.decide")
def duplicates(request):
    """The pairs to look at, then the unions, those that can still be taken back first."""
    pairs = unions.alike(request.user.plan_office)
    shown = pairs[:SHOWN]
    people = Person.objects.select_related("municipality").in_bulk({pk for pair in shown for pk in pair})
    access_log.record(request, subject_id=None, what=_("possible duplicates"))
    rows = PersonUnion.objects.visible_to(request.user).select_related(
        "kept", "gone", "decided_by", "undone_by"
    )
    today = timezone.localdate()
    united = list(rows.filter(same=True)[:SHOWN])
    for row in united:
        row.may_undo = row.undone_at is None and today <= row.undo_until
    return render(
        request,
        "applications/duplicates.html",
        {
            "pairs": [(people[one], people[other]) for one, other in shown],
            "more": len(pairs) - len(shown),
            "united": united,
            "apart": rows.filter(same=False)[:SHOWN],
        },
    )
