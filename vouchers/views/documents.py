"""The papers of a run as a fragment: asked for again when the job that makes them has ended."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.roles import require
from vouchers import run_page
from vouchers.models import RunFile
from vouchers.views._run import run_or_404


@require_GET
@require("payment.read")
def documents(request, number):
    """The panel "Documents" alone."""
    run = run_or_404(request, number)
    letters = run.files.filter(kind=RunFile.Kind.LETTER).count()
    return render(
        request,
        "vouchers/_documents.html",
        {"run": run, **run_page.papers(run), "letters": letters, "fresh": True},
    )
