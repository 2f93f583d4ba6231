"""Write a reminder beside a case, and say that it is done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from accounts.roles import require
from applications import memos
from applications.actions.add_memo import add_memo as do_add
from applications.actions.finish_memo import finish_memo as do_finish
from applications.forms.add_memo import MemoForm
from applications.links import case_url
from applications.models import Memo
from applications.views._case import case_or_404


@require("case.read")
def add_memo(request, ref):
    """The form, or the sentence that says why this role writes no reminders."""
    case, now = case_or_404(request, ref, what=_("To remember"), prefetch=()), timezone.now()
    people = memos.people(request.user, case, on=timezone.localdate(now))
    form = MemoForm(request.POST if request.method == "POST" else None, people=people, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            do_add(application=case, by=request.user, at=now, **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Written: it comes up among the tasks with its day."))
            return redirect(case_url(case))
    context = {
        "application": case,
        "form": form,
        "refusal": memos.why_not_add(request.user, case),
        "back_url": case_url(case),
    }
    return render(request, "applications/add_memo.html", context)


@require("case.health.read")
@require_POST
def finish_memo(request, ref, pk):
    """Back to the queue, or to the case when it was done from there."""
    case = case_or_404(request, ref, what=_("To remember"), prefetch=())
    memo = get_object_or_404(Memo.objects.visible_to(request.user).filter(application=case), pk=pk)
    try:
        do_finish(memo=memo, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Done: “%(text)s”.") % {"text": memo.text})
    return redirect(case_url(case) if "case" in request.POST else "applications:work")
