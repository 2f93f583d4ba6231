"""One step of the intake; after the submission, the same page changes the data of the case."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import intake, permissions
from applications.actions._editing import STALE, Stale
from applications.actions.autosave import autosave
from applications.links import case_url
from applications.views._decoded import decoded, with_decoded
from applications.views._intake import PAGES, case_or_404, log_opening
from applications.views._panel import panel
from applications.views._step_data import last_change, opened, sent
from applications.views._summary import answers
from applications.workflow import Status

# where on the case page the data of a step are
ANCHORS = {
    "persona": "", "residenza": "requisiti", "nucleo": "nucleo", "requisiti": "requisiti",
    "caregiver": "nucleo",
    "assistente": "requisiti", "sostegni": "importo", "domande": "requisiti",
    "riscossione": "pagamenti", "consensi": "documenti",
}  # fmt: skip
TRIES = 3  # of a saving that somebody else's keeps overtaking


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
    today = timezone.localdate()
    if step not in intake.codes_of(application, on=today):
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
    if request.method == "POST" and request.POST.get("then") == "discard":
        autosave(application=application, step=step, data=None, by=request.user, at=timezone.now())
        return redirect("applications:step", application.ref, step)
    sentence = ""
    if request.method != "POST":
        another = "altro" in request.GET
        reading = opened(page_class, application, today=today, user=request.user, another=another)
    elif "decode" in request.POST or "use" in request.POST:
        reading = _with_the_code(request, application, page_class, today)
    saves = request.method == "POST" and "decode" not in request.POST and "use" not in request.POST
    for _try in range(TRIES if saves else 0):
        reading = sent(page_class, application, today=today, data=request.POST)
        if reading.conflicts or not reading.page.is_valid():
            break
        try:
            _save(request, application, step, action, reading)
        except Stale:  # somebody saved between the reading and the writing: put the two together again
            application = case_or_404(request, ref)
        except Refused as refusal:
            sentence = refusal.sentence
            break
        else:
            return _go_on(request, application, step, reading.page)
    else:
        sentence = str(STALE) if saves else ""
    return render(
        request,
        "applications/step.html",
        {
            **_frame(application, step, today),
            "page": reading.page,
            "reading": reading,
            "code_read": _code_read(reading.page, today) if step == "persona" else None,
            "changed": last_change(application, step) if reading.conflicts else None,
            "sentence": sentence,
            "after_submission": application.status != Status.DRAFT,
            "back": request.GET.get("da") or request.POST.get("back", ""),
            "panel": panel(application, on=today),
            "idle": settings.SESSION_IDLE_SECONDS,
        },
    )


def _with_the_code(request, application, page_class, today):
    """The page as it was sent, with what the codice fiscale says; nothing is saved."""
    data = request.POST.copy()
    for name, value in with_decoded(request.POST.dict(), today=today).items():
        if name in ("birth_date", "sex", "birth_place"):
            data[name] = value
    reading = sent(page_class, application, today=today, data=data)
    reading.page.hush()
    return reading


def _code_read(page, today):
    """What the codice fiscale of step “persona” says beside the date and the sex on the page."""
    names = ("tax_code", "birth_date", "sex")
    form = page.form
    typed = {name: form[name].value() or "" for name in names}
    return decoded(typed, today=today)


@transaction.atomic
def _save(request, application, step, action, reading):
    """Save the step, and forget what was kept while it was typed. Raises ``Refused``, ``Stale``."""
    now = timezone.now()
    action(
        application=application,
        by=request.user,
        at=now,
        expected_version=reading.version,
        **reading.page.changes(),
    )
    autosave(application=application, step=step, data=None, by=request.user, at=now)


def _go_on(request, application, step, page):
    """After the saving: say so, and open the next page."""
    _say_saved(request, application, page)
    if getattr(page, "more_to_ask", False):
        messages.info(request, _("Now write the figures of the measures you ticked."))
        return redirect("applications:step", application.ref, step)
    return redirect(_next(request, application, step))


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
            "later": permissions.may_come_later(application),
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
        "before": intake.before(step, [row.code for row in rows]),
        "total": len(rows),
    }


def _next(request, application, step):
    """After saving: the same step for another row, the summary, the next step, or the case."""
    here = reverse("applications:step", args=[application.ref, step])
    if request.POST.get("then") == "another":
        return f"{here}?altro=1"
    if request.POST.get("back") == intake.SUMMARY:
        return reverse("applications:step", args=[application.ref, intake.SUMMARY])
    if application.status != Status.DRAFT or request.POST.get("then") == "leave":
        return case_url(application, ANCHORS[step])
    codes = intake.codes_of(application, on=timezone.localdate())
    return reverse("applications:step", args=[application.ref, intake.after(step, codes)])


def _say_saved(request, application, page):
    """One line on the next page; warnings that did not stop the saving come with it."""
    messages.success(request, _("Saved at %(time)s") % {"time": f"{timezone.localtime():%H:%M}"})
    for _field, warning in getattr(page.form, "warnings", ()):
        messages.warning(request, warning)
