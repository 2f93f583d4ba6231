"""Controls by sample: draw, and read the draws made."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from applications import sampling
from applications.actions.draw_sample import draw_sample as do_draw
from applications.forms.sample import DrawSampleForm
from applications.models import SampleDraw

SHOWN = 50


@require("case.decide")
def draw_sample(request):
    """The form, and the draws already made, the newest first."""
    form = DrawSampleForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = do_draw(by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Drawn: each case has a control to record."))
            return redirect("applications:sample", made.pk)
    draws = SampleDraw.objects.visible_to(request.user).select_related("call", "drawn_by")
    context = {"form": form, "draws": draws.prefetch_related("controls")[:SHOWN]}
    return render(request, "applications/draw_sample.html", context)


@require("case.decide")
@require_GET
def sample(request, pk):
    """One draw: its list, its seed, whether it comes out the same today, and the control of each case."""
    draws = SampleDraw.objects.visible_to(request.user).select_related("call", "drawn_by")
    found = get_object_or_404(draws, pk=pk)
    controls = list(found.controls.select_related("application__person", "recorded_by"))
    again = sampling.draw(found.numbers, seed=found.seed, size=len(controls))
    same = again == [one.application.number for one in controls]
    same = same and sampling.list_hash(found.numbers) == found.list_sha256
    context = {"draw": found, "controls": controls, "same": same, "population": len(found.numbers)}
    return render(request, "applications/sample.html", context)
