"""The passages of cases of one's own office: what left, what arrived."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.roles import require
from applications.models import Transfer

SHOWN = 200


@require_GET
@require("money.read")
def transfers(request):
    """The newest first."""
    rows = Transfer.objects.visible_to(request.user).select_related("application__person", "from_office")
    return render(request, "applications/transfers.html", {"rows": rows[:SHOWN]})
