"""The statements of a year: made in the background, taken as one file."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from accounts.throttle import address_of
from applications.models import Application
from jobs.progress import progress_of
from papers import merge, serve, store
from vouchers import statement_work, year_statement
from vouchers.actions.make_statements import make_statements as act
from vouchers.models import StatementFile

FIRST_YEAR, LAST_YEAR = 2000, 2100  # of what an address may ask for


def _year_or_404(year):
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


@require("payment.prepare")
def make_statements(request, year):
    """How many people, the job that is going on, the file of the last one."""
    office, refusal, status = request.user.plan_office, None, 200
    _year_or_404(year)
    if request.method == "POST":
        try:
            act(plan_office=office, year=year, by=request.user, at=timezone.now())
        except Refused as error:
            refusal, status = str(error), 409
        else:
            messages.success(request, _("The statements are being made. You can keep working."))
            return redirect("vouchers:make_statements", year)
    job = statement_work.newest(office, year)
    files = (
        StatementFile.objects.visible_to(request.user).filter(job=job)
        if job
        else StatementFile.objects.none()
    )
    context = {
        "year": year,
        "people": len(year_statement.cases_of(office, year)),
        "refusal": refusal,
        "job": job,
        "progress": progress_of(job, user=request.user) if job else None,
        "ready": files.aggregate(people=Sum("people"))["people"] if job and job.is_finished else None,
    }
    return render(request, "vouchers/make_statements.html", context, status=status)


@require_GET
@require("payment.prepare")
def statements(request, year):
    """The parts of the last job as one PDF. Who is in it is written in the access log."""
    job = statement_work.newest(request.user.plan_office, _year_or_404(year))
    found = StatementFile.objects.visible_to(request.user).filter(job=job).select_related("stored")
    files = list(found) if job and job.is_finished else []
    if not files:
        messages.warning(request, _("The statements of this year are not made yet."))
        return redirect("vouchers:make_statements", year)
    cases = [case for item in job.items.all() for case in item.args["cases"]]
    subjects = Application.objects.filter(pk__in=cases).values_list("person_id", flat=True)
    access_log.record_file(
        user=request.user,
        subjects=list(subjects),
        what=_("payment statements of %(year)s") % {"year": year},
        path=request.path,
        at=timezone.now(),
        address=address_of(request),
    )
    data = merge.joined([store.read(one.stored) for one in files], title=str(job.label))
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="attestazioni-{year}.pdf"'
    return serve.harmless(answer)
