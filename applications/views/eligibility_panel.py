"""The live panel beside the form: what the rules say with what is typed, saved or not."""

from django.db import IntegrityError, transaction
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.refusal import Refused
from accounts.roles import require
from applications.models import Application
from applications.views._intake import PAGES, case_or_404, with_evidence
from applications.views._panel import panel


@require("case.write")
@require_http_methods(["GET", "POST"])
def eligibility_panel(request, ref):
    """GET: with what is saved. POST of a step: as if it were saved, by the same action, then undone."""
    application = case_or_404(request, ref)
    today = timezone.localdate()
    context = None
    if request.method == "POST" and request.POST.get("step") in PAGES:
        context = _preview(request, application, today)
    context = context or panel(application, on=today)
    return render(
        request,
        "applications/_eligibility_panel.html",
        context | {"application": application, "fragment": True},
    )


def _preview(request, application, today):
    """The panel with the typed data, or None while they have mistakes: the form will say which."""
    page_class, action = PAGES[request.POST["step"]]
    page = page_class(application=application, today=today, data=request.POST)
    if not page.is_valid():
        return None
    with transaction.atomic():
        try:
            action(
                application=application,
                by=request.user,
                at=timezone.now(),
                expected_version=None,
                **page.changes(),
            )
        except (Refused, IntegrityError):  # or the step was saved while its panel was on its way
            context = None
        else:
            fresh = with_evidence(Application.objects.with_people()).get(pk=application.pk)
            context = panel(fresh, on=today)
        transaction.set_rollback(True)
    return context
