"""Give several cases to one person, all or none."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.refusal import Refused
from accounts.roles import require
from applications import listing
from applications.actions.assign import assign as do_assign
from applications.bulk_permissions import may_assign
from applications.forms.assign import AssignForm
from applications.workflow import OPEN

MOST = 500  # cases in one go


@require("case.read")
@require_http_methods(["GET", "HEAD", "POST"])
def assign(request):
    """The cases chosen in the list or in the queue, and who follows them from now on."""
    user, now = request.user, timezone.now()
    refusal = may_assign(user)
    if refusal:
        raise PermissionDenied(str(refusal))
    today = timezone.localdate(now)
    data = request.POST if request.method == "POST" else request.GET
    found = listing.chosen(data, user=user, on=today)
    chosen = list(
        found.cases.with_people().order_by("person__last_name", "person__first_name", "pk")[: MOST + 1]
    )
    cases = [case for case in chosen[:MOST] if case.status in OPEN]
    form = AssignForm(request.POST if request.method == "POST" else None, cases=cases, on=today)
    if request.method == "POST" and cases and form.is_valid():
        to = form.cleaned_data["to"]
        try:
            with transaction.atomic():
                for case in cases:
                    do_assign(application=case, by=user, at=now, to=to)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            said = ngettext(
                "%(n)s case is now followed by %(who)s.",
                "%(n)s cases are now followed by %(who)s.",
                len(cases),
            )
            messages.success(request, said % {"n": len(cases), "who": to.full_name})
            return redirect(_back(data, found))
    context = {
        "form": form,
        "cases": cases,
        "finished": len(chosen) - len(cases),
        "too_many": len(chosen) > MOST,
        "most": MOST,
        "kept": kept(data, found, cases),
        "back_url": _back(data, found),
        "heading": _("Assign the cases"),
    }
    return render(request, "applications/assign.html", context, status=422 if form.errors else 200)


def kept(data, found, cases):
    """[(name, value)] of the hidden fields: the cases are named one by one, so that what is done is what was shown."""
    return [
        ("filtri", found.params.urlencode()),
        ("da", "lavoro" if data.get("da") == "lavoro" else ""),
        *(("case", case.ref) for case in cases),
    ]


def _back(data, found):
    if data.get("da") == "lavoro":
        return reverse("applications:work")
    return f"{reverse('applications:list')}?{found.params.urlencode()}"
