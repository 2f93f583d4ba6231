"""Take a union back: two records again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from applications import unions
from applications.actions.divide_people import divide_people as act
from applications.forms.unions import ReasonForm
from applications.models import Application, PersonUnion


@require("case.decide")
def divide_people(request, pk):
    """What goes back, until when, and why."""
    rows = PersonUnion.objects.visible_to(request.user).filter(same=True)
    union = rows.select_related("kept", "gone", "decided_by").filter(pk=pk).first()
    if union is None:
        raise Http404
    access_log.record(request, subject_id=union.kept_id, what=_("union of two records"), reference="")
    now = timezone.now()
    form = ReasonForm(request.POST if request.method == "POST" else None, label=_("What was the mistake?"))
    if request.method == "POST" and form.is_valid():
        try:
            act(union=union, by=request.user, at=now, reason=form.cleaned_data["reason"])
        except Refused as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, _("Two records again, as they were."))
            return redirect("applications:duplicates")
    going = Application.objects.filter(pk__in=union.moved["applications"]["in"]).select_related(
        "municipality"
    )
    return render(
        request,
        "applications/divide_people.html",
        {
            "union": union,
            "form": form,
            "refusal": unions.why_not_divide(request.user, union, at=now),
            "cases": going,
        },
    )
