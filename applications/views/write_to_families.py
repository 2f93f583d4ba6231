"""The same letter to many families: prepared on one page, made in the background, recorded on each case."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from applications import letters, listing, work
from applications.actions.write_to_families import write_to_families as do_write
from applications.bulk_permissions import may_write_letters, why_not_write
from applications.bulk_tasks import FAMILY_LETTERS, letters_of
from applications.forms.write_to_families import KINDS, FamilyLetterForm, draft_of
from applications.views.assign import kept
from jobs.models import Job
from jobs.progress import progress_of
from papers import store
from papers.one_after_another import one_after_another

MOST = 300  # letters in one go


@require("case.read")
@require_http_methods(["GET", "HEAD", "POST"])
def write_to_families(request):
    """The cases chosen, the text, a preview for the first of them; then the letters."""
    user, now = request.user, timezone.now()
    refusal = may_write_letters(user)
    if refusal:
        raise PermissionDenied(str(refusal))
    data = request.POST if request.method == "POST" else request.GET
    kind = data.get("tipo", "") if data.get("tipo", "") in KINDS else ""
    found = _found(data, user, timezone.localdate(now))
    rows = found.cases.with_people().prefetch_related("person__representatives")
    chosen = list(rows.order_by("person__last_name", "person__first_name", "pk")[: MOST + 1])
    cases = [case for case in chosen[:MOST] if why_not_write(case) is None]
    form = FamilyLetterForm(
        request.POST if request.method == "POST" else None, initial=draft_of(user.plan_office, kind)
    )
    preview = None
    if request.method == "POST" and cases and form.is_valid():
        written = form.cleaned_data
        try:
            if "anteprima" in request.POST:
                preview = _preview(cases[0], written, timezone.localdate(now))
            else:
                job = do_write(cases=cases, by=user, at=now, kind=kind, **written)
                said = ngettext("%(n)s letter is being made.", "%(n)s letters are being made.", len(cases))
                messages.success(request, said % {"n": len(cases)})
                return redirect("applications:family_letters", job.pk)
        except Refused as error:
            form.add_error(None, error.sentence)
    context = {
        "form": form,
        "cases": cases,
        "dead": len(chosen[:MOST]) - len(cases),
        "too_many": len(chosen) > MOST,
        "most": MOST,
        "preview": preview,
        "kept": [("tipo", kind), *kept(data, found, cases)],
        "back_url": reverse("applications:work") if data.get("da") == "lavoro" else _list_url(found),
        "heading": _("Write to the families"),
    }
    return render(request, "applications/write_to_families.html", context, status=422 if form.errors else 200)


@require("case.read")
@require_safe
def family_letters(request, pk):
    """How far the letters are; with ``?stampa`` all of them in one file, to be printed. Only for who wrote them."""
    refusal = may_write_letters(request.user)
    if refusal:
        raise PermissionDenied(str(refusal))
    mine = Job.objects.visible_to(request.user).filter(kind=FAMILY_LETTERS, started_by=request.user)
    job = mine.filter(pk=pk).first()
    if job is None:
        raise Http404
    if "stampa" in request.GET and job.is_finished and job.done_count:
        papers = letters_of(job, user=request.user)
        for one in papers:
            access_log.record(
                request, subject_id=one.application.person_id, what=_("letter"), reference=one.application.ref
            )
        response = HttpResponse(
            one_after_another(store.read(one.stored) for one in papers), content_type="application/pdf"
        )
        response["Content-Disposition"] = content_disposition_header(False, f"lettere-{job.pk}.pdf")
        return response
    context = {"job": job, "progress": progress_of(job, user=request.user)}
    return render(request, "applications/family_letters.html", context)


def _found(data, user, on):
    """The cases of the list, or those of a folded row of the queue (``scade``: the day their ISEE ends)."""
    found = listing.chosen(data, user=user, on=on)
    if "scade" in data and not data.getlist("case"):
        try:
            day = date.fromisoformat(data["scade"])
        except ValueError:
            day = None
        found.cases = work.renewals(
            user=user, on=on, whose=data.get("di", ""), due_on=day, step=data.get("passo", "")
        )
    return found


def _list_url(found):
    return f"{reverse('applications:list')}?{found.params.urlencode()}"


def _preview(case, written, on):
    """What the first family will read."""
    return {
        "to": letters.addressee(case.person, on=on),
        "subject": letters.fill(written["subject"], case, isee_to=case.isee_to),
        "paragraphs": letters.fill(written["text"], case, isee_to=case.isee_to).splitlines(),
    }
