"""Start a simulation of rules, and the ones made so far."""

from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions import simulate_rules as action
from applications.forms.simulate_rules import SimulateRulesForm
from applications.models import Call, Simulation

SHOWN = 20


@require("call.publish")
def simulate_rules(request):
    """``?bozza=``: the draft to try; ``?da=``: the version to compare with. Without them, those of the newest call."""
    call = Call.objects.visible_to(request.user).first()
    initial = {
        "old": request.GET.get("da") or (call and call.rule_set_id),
        "new": f"draft-{request.GET['bozza']}" if request.GET.get("bozza") else None,
        "on": timezone.localdate(),
    }
    form = SimulateRulesForm(
        request.POST if request.method == "POST" else None, user=request.user, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = action.simulate_rules(**form.chosen(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("applications:simulation", made.pk)
    made = Simulation.objects.visible_to(request.user).select_related(
        "old", "new_version", "draft", "started_by", "job"
    )
    return render(request, "applications/simulate_rules.html", {"form": form, "made": made[:SHOWN]})
