"""One step of the intake; after the submission, the same page changes the data of the case."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import moment
from accounts.refusal import Refused
from accounts.roles import require
from applications import intake, permissions
from applications.actions._editing import STALE, Stale
from applications.links import case_url
from applications.models import Event
from applications.views._intake import PAGES, case_or_404, log_opening
from applications.views._panel import panel
from applications.views._summary import answers
from applications.workflow import Status

# where on the case page the data of a step are
ANCHORS = {
    "persona": "", "residenza": "requisiti", "nucleo": "nucleo", "requisiti": "requisiti",
    "caregiver": "nucleo",
    "assistente": "requisiti", "sostegni": "importo", "riscossione": "pagamenti", "consensi": "documenti",
}  # fmt: skip


@require("case.write")
def edit(request, ref):
    """Go on from the first step that is not complete; after the submission, choose what to change."""
    application = case_or_404(request, ref)
    code = intake.SUMMARY
    if application.status == Status.DRAFT:
        code = intake.first_open(application, on=timezone.localdate())
    return redirect("applications:step", application.ref, code)


@require("case.write")
def step(request, ref, step):
    """Show a step, or save it and go on. What was typed stays on the page whatever goes wrong."""
    application = case_or_404(request, ref)
    if step not in intake.STEPS:
        raise Http404
    if request.method != "POST":
        refusal = permissions.may_edit_step(request.user, application, step)
        if refusal:
            messages.error(request, refusal)
            return redirect(case_url(application))
        log_opening(request, application, _("Application, step “%(step)s”") % {"step": intake.STEPS[step]})
    if step == intake.SUMMARY:
        return _summary(request, application)
    page_class, action = PAGES[step]
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    page = page_class(application=application, today=today, data=data, another="altro" in request.GET)
    sentence, stale = "", False
    if page.is_bound:
        version = _version(request)
        stale = version != application.edit_version
        if page.is_valid() and not stale:
            try:
                action(
                    application=application,
                    by=request.user,
                    at=timezone.now(),
                    expected_version=version,
                    **page.changes(),
                )
            except Stale:
                stale = True
            except Refused as refusal:
                sentence = refusal.sentence
            else:
                _say_saved(request, application, page)
                return redirect(_next(request, application, step))
    if stale:
        application.refresh_from_db(fields=["edit_version", "status"])
        sentence = f"{STALE} {_who_changed(application)}".strip()
    return render(
        request,
        "applications/step.html",
        {
            **_frame(application, step, today),
            "page": page,
            "sentence": sentence,
            "after_submission": application.status != Status.DRAFT,
            "back": request.GET.get("da") or request.POST.get("back", ""),
            "panel": panel(application, on=today),
        },
    )


def _summary(request, application):
    """Check your answers: what is missing first, then every answer with its *Change*."""
    today = timezone.localdate()
    context = _frame(application, intake.SUMMARY, today)
    return render(
        request,
        "applications/step_summary.html",
        {
            **context,
            "missing": permissions.missing_by_step(application),
            "answers": answers(application, rows=context["rows"], on=today),
            "refusal": permissions.why_not(request.user, application, "submit", at=timezone.now()),
            "panel": panel(application, on=today),
        },
    )


def _frame(application, step, today):
    """The list of steps and where we are in it."""
    rows = intake.progress(application, on=today)
    current = next(row for row in rows if row.code == step)
    return {
        "application": application,
        "person": application.person,
        "age": application.person.age_on(today),
        "rows": rows,
        "current": current,
        "before": intake.before(step),
        "total": len(rows),
    }


def _version(request):
    """The version the page was made from; -1, which is never current, when it is missing or not a number."""
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else -1


def _next(request, application, step):
    """After saving: the same step for another row, the summary, the next step, or the case."""
    here = reverse("applications:step", args=[application.ref, step])
    if request.POST.get("then") == "another":
        return f"{here}?altro=1"
    if request.POST.get("back") == intake.SUMMARY:
        return reverse("applications:step", args=[application.ref, intake.SUMMARY])
    if application.status != Status.DRAFT or request.POST.get("then") == "leave":
        return case_url(application, ANCHORS[step])
    return reverse("applications:step", args=[application.ref, intake.after(step)])


def _say_saved(request, application, page):
    """One line on the next page; warnings that did not stop the saving come with it."""
    messages.success(request, _("Saved at %(time)s") % {"time": f"{timezone.localtime():%H:%M}"})
    for warning in getattr(page.form, "warnings", ()):
        messages.warning(request, warning)


def _who_changed(application):
    """Who saved last, what and when; "" when nobody did."""
    last = Event.objects.filter(application=application, verb="edit").select_related("by").first()
    if last is None or last.by is None:
        return ""
    label = intake.STEPS.get(last.data.get("section"), last.data.get("section", ""))
    return _("%(name)s saved “%(step)s” on %(when)s.") % {
        "name": last.by.full_name,
        "step": label,
        "when": moment(last.at),
    }
