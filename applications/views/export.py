"""The case list as a file: at once when it is short, in the background when it is long. Always in the access log."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import access_log
from accounts.roles import require
from accounts.throttle import address_of
from applications import case_table, exports, filters, listing
from applications.bulk_tasks import CASE_EXPORT, EXPORT_KEPT, export_file, export_words, start_export
from applications.forms.export import ExportForm
from jobs.models import Job
from jobs.progress import progress_of
from papers import serve

EXPIRED = gettext_lazy(
    "This file was ready for 24 hours and is no longer there: make it again from the list."
)


@require("case.read")
@require_http_methods(["GET", "HEAD", "POST"])
def export(request):
    """What the file will contain, the kind of file and, with health data, the reason; then the file."""
    user, today = request.user, timezone.localdate()
    data = request.POST if request.method == "POST" else request.GET
    found = _found(data, user, today)
    health = case_table.with_health(found.params, user)
    form = ExportForm(request.POST if request.method == "POST" else None, health=health)
    if request.method == "POST" and form.is_valid():
        return _answer(request, found, form.cleaned_data["formato"], form.cleaned_data["motivo"])
    count = found.cases.count()
    return render(
        request,
        "applications/export.html",
        {
            "form": form,
            "count": count,
            "long": count > exports.AT_ONCE,
            "health": health,
            "columns": case_table.columns(user, health=health, points=case_table.with_points(user)),
            "chosen": found.reading.chosen,
            "view": filters.VIEWS[found.reading.view].label,
            "by_hand": found.by_hand,
            "kept": _kept(data, found),
            "back_url": f"{reverse('applications:list')}?{found.params.urlencode()}",
        },
        status=200 if not form.errors else 422,
    )


@require("case.read")
@require_safe
def export_now(request, form):
    """The file of the list as it is filtered; with health data or too many rows, the page that asks first."""
    user, today = request.user, timezone.localdate()
    found = listing.listed(request.GET, user=user, on=today)
    if case_table.with_health(request.GET, user):
        return redirect(f"{reverse('applications:export')}?{request.GET.urlencode()}")
    return _answer(request, found, form, "")


@require("case.read")
@require_safe
def export_ready(request, pk):
    """The file made in the background, for who asked for it and for 24 hours; before, how far it is."""
    job = (
        Job.objects.visible_to(request.user).filter(pk=pk, kind=CASE_EXPORT, started_by=request.user).first()
    )
    if job is None:
        raise Http404
    if job.args.get("role") != request.user.role.key:
        raise PermissionDenied(_("You asked for this file in another role: change role in your profile."))
    if timezone.now() >= job.started_at + EXPORT_KEPT:
        return render(request, "applications/export_ready.html", {"job": job, "expired": EXPIRED}, status=410)
    stored = export_file(job)
    if stored is None or "pagina" in request.GET:
        context = {"job": job, "progress": progress_of(job, user=request.user), "stored": stored}
        return render(request, "applications/export_ready.html", context)
    return serve.response(stored)


def _found(data, user, on):
    """The cases ticked; without any, the whole list of ``filtri`` or of the address itself."""
    if "case" in data and data.get("tutte") != "1":
        return listing.chosen(data, user=user, on=on)
    if "filtri" in data:
        return listing.listed(QueryDict(data["filtri"][:2000]), user=user, on=on)
    return listing.listed(data, user=user, on=on)


def _kept(data, found):
    """[(name, value)] of the hidden fields that name the same cases again."""
    rows = [("filtri", found.params.urlencode())]
    if found.by_hand:
        return rows + [("case", ref) for ref in data.getlist("case")]
    return [*rows, ("tutte", "1")]


def _answer(request, found, form, reason):
    user, now = request.user, timezone.now()
    if found.cases.count() > exports.AT_ONCE:
        by_name = found.by_hand or "q" in found.params
        job = start_export(
            found=found,
            ids=list(found.cases.values_list("pk", flat=True)) if by_name else None,
            form=form,
            reason=reason,
            language=get_language(),
            address=address_of(request),
            by=user,
            at=now,
        )
        return redirect(f"{reverse('applications:export_ready', args=[job.pk])}?pagina=1")
    made = exports.make(found, user=user, on=timezone.localdate(now), at=now, form=form, reason=reason)
    access_log.record_file(
        user=user,
        subjects=made.subjects,
        what=export_words(made),
        path=request.path,
        at=now,
        address=address_of(request),
        reason=reason,
    )
    response = HttpResponse(made.data, content_type=made.content_type)
    response["Content-Disposition"] = content_disposition_header(True, made.name)
    return response
