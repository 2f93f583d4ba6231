"""The fragment under the codice fiscale while it is typed."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.roles import require
from applications import tax_code
from applications.views._decoded import decoded


@require("case.write")
@require_POST
def decode_tax_code(request):
    """What the code says, which check failed, or where the date or the sex disagree; nothing while typing."""
    typed = tax_code.clean(request.POST.get("tax_code", ""))
    context = {}
    if len(typed) >= tax_code.LENGTH:
        context = decoded(request.POST, today=timezone.localdate())
    return render(request, "applications/_decoded.html", context)
