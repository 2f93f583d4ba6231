"""One simulation: how far it is, then who enters, leaves, gains, loses, by how much and why."""

from django.core.paginator import Paginator
from django.db.models.functions import Abs
from django.http import Http404
from django.shortcuts import render

from accounts.roles import require
from applications import simulation as work
from applications import simulation_page
from applications.models import Simulation, SimulationRow
from jobs.progress import progress_of

PER_PAGE = 50


@require("call.publish")
def simulation(request, pk):
    """Case numbers only: no name and no codice fiscale is on this page. ``?esito=`` shows one kind of change."""
    found = simulation_or_404(request, pk)
    context = {
        "simulation": found,
        "job": found.job,
        "progress": found.job and progress_of(found.job, user=request.user),
        "done": bool(found.result.get("done")),
        "cancelled": found.is_cancelled,
    }
    if context["done"]:
        context["cases"] = work.tally_of(found).total.cases
        rows = found.rows.filter(month__isnull=True).select_related("application")
        kind = request.GET.get("esito", "")
        kind = kind if kind in SimulationRow.Kind.values else ""
        chosen = rows.filter(kind=kind) if kind else rows
        most = chosen.order_by(Abs("difference").desc(), "pk")
        context |= {
            "facts": simulation_page.figures(work.tally_of(found).total),
            "tables": simulation_page.tables(found),
            "months": simulation_page.months(found),
            "reasons": simulation_page.reasons(found),
            "affected": simulation_page.affected(found),
            "page": Paginator(most, PER_PAGE).get_page(request.GET.get("page")),
            "kinds": SimulationRow.Kind.choices,
            "kind": kind,
        }
    return render(request, "applications/simulation.html", context)


def simulation_or_404(request, pk):
    """The simulation when it exists for the office of this person."""
    rows = Simulation.objects.visible_to(request.user)
    found = rows.select_related("old", "new_version", "draft", "started_by", "job").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
