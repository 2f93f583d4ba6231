from datetime import datetime, time, timedelta

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from accounts.access_log import record
from accounts.forms.access_log import AccessLogFilter
from accounts.models import AccessLog, AccessSeal
from accounts.roles import ROLES, require

PAGE = 50
WHAT = gettext_noop("Data access log")


@require_safe
@require("access_log.read")
def access_log(request):
    """Who looked at whose data. Reading this page is itself written in it."""
    form = AccessLogFilter(request.GET, user=request.user, today=timezone.localdate())
    rows = AccessLog.objects.none()
    if form.is_valid():
        record(request, subject_id=None, what=WHAT, reference=form.cleaned_data["persona"])
        rows = _rows(request.user, form.cleaned_data)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.role_label = ROLES[row.role].label if row.role in ROLES else row.role
        row.what_label = gettext(row.what)
    return render(
        request,
        "accounts/access_log.html",
        {"form": form, "page": page, "seal": AccessSeal.objects.visible_to(request.user).last()},
        status=200 if form.is_valid() else 422,
    )


def _rows(user, data):
    first, after = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (data["dal"], _next(data["al"]))
    )
    rows = (
        AccessLog.objects.visible_to(user)
        .filter(at__gte=first, at__lt=after)
        .select_related("user", "office")
    )
    if data["persona"]:
        wanted = Q(reference__iexact=data["persona"])
        if data["persona"].isdecimal() and len(data["persona"]) < 19:
            wanted |= Q(subject_id=int(data["persona"]))
        rows = rows.filter(wanted)
    if data["utente"]:
        rows = rows.filter(user=data["utente"])
    return rows


def _next(day):
    return day + timedelta(days=1)
