"""What the pages of a run share: finding it, and the page that asks before a verb is carried out."""

import re
from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from vouchers import figures, run_page
from vouchers.models import PaymentRun
from vouchers.permissions import why_not

_NUMBER = re.compile(r"([0-9]{4}-[0-9]{2})(?:-([2-9]|[1-9][0-9]))?")
CONFLICT = 409  # the state of the run does not allow it, or somebody was faster


def month_or_404(number):
    """``2026-11`` → 1 November 2026; 404 for anything else."""
    try:
        return date.fromisoformat(f"{number}-01")
    except ValueError:
        raise Http404 from None


def run_or_404(request, number):
    """The run called ``2026-11`` or ``2026-11-2`` when it exists for this person's office and role, else 404."""
    rows = (
        PaymentRun.objects.visible_to(request.user)
        .with_people()
        .prefetch_related("approvals__approved_by__acting_as")
    )
    found = _NUMBER.fullmatch(number)
    run = found and rows.filter(month=month_or_404(found[1]), sequence=found[2] or 1).first()
    if not run:
        raise Http404
    return run


def case_of(run, ref):
    """The case ``ref`` of one of the run's lines, else 404."""
    line = run.payments.filter(application__number=ref).select_related("application__person").first()
    if line is None:
        raise Http404
    return line.application


def confirm(request, run, *, verb, act, done, form=None, **context):
    """Show what is about to happen, or do it and go back to the run.

    ``act(by, at, data)`` carries it out; ``done`` is said afterwards. A verb that is not possible now shows
    its
    sentence in place of the button; a forced request gets the same sentence and 409.
    """
    now = timezone.now()
    refusal = why_not(request.user, run, verb, at=now)
    status = 200
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act(by=request.user, at=now, data=form.cleaned_data if form else {})
        except Refused as error:
            refusal, status = error.sentence, CONFLICT
        else:
            messages.success(request, done)
            return redirect("vouchers:run", run.number)
    context |= {"run": run, "form": form, "refusal": refusal, "back_url": _page(run)}
    return render(request, f"vouchers/{verb}.html", context, status=status)


def confirm_with_bank(request, number, *, verb, act, done):
    """``confirm`` with what went to the bank before the eyes: figures, its files, what it answered."""
    run = run_or_404(request, number)
    return confirm(
        request,
        run,
        verb=verb,
        act=lambda by, at, data: act(run=run, by=by, at=at),
        done=done,
        figures=figures.of(run),
        files=run.files.filter(kind="bank"),
        outcome=run_page.outcome(run),
    )


def _page(run):
    return redirect("vouchers:run", run.number).url
