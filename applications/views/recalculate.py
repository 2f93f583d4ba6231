"""Try other rules or other data on a case, beside what was decided. A reading: nothing is saved."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import recalculation
from applications.case_page import PREFETCH, decision
from applications.facts import rules_of
from applications.forms.recalculate import RecalculateForm
from applications.questions import own_of
from applications.views._case import case_or_404


@require("money.read")
def recalculate(request, ref):
    """Everything asked is in the address, so that a trial can be shown to a colleague."""
    case = case_or_404(request, ref, what=_("trial of the amount"), prefetch=PREFETCH)
    start = recalculation.basis(case, decision(case), on=timezone.localdate())
    own = own_of(rules_of(start.rule_set))
    form = RecalculateForm(user=request.user, own=own)
    asked = request.GET.keys() & form.fields.keys()
    if asked:
        form = RecalculateForm(request.GET, user=request.user, own=own)
    context = {
        "case": case,
        "person": case.person,
        "form": form,
        "start": start,
        "decided": decision(case) is not None,
        "sees_health": request.user.may("case.health.read"),
    }
    if asked and form.is_valid():
        version = form.cleaned_data["regole"] or start.rule_set
        outcome, reasons = recalculation.tried(start, rules=rules_of(version), changes=form.changes())
        criteria, supports = recalculation.pairs(start.outcome, outcome)
        context |= {
            "version": version,
            "outcome": outcome,
            "reasons": reasons,
            "criteria": criteria,
            "supports": supports,
            "sentence": outcome.sentence_for(case.person.first_name),
        }
    return render(request, "applications/recalculate.html", context)
