"""The published list: codes and outcomes, on the page and as the file that was made."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from papers import serve
from vouchers import ranking_paper
from vouchers.views._call import snapshot_or_404


@require_GET
@require("ranking.read")
def public_ranking(request, prefix, list_code, version):
    """As it is printed. A version that was not published does not exist here."""
    snapshot = _published(request, prefix, list_code, version)
    context = {"snapshot": snapshot, "call": snapshot.call, "rows": ranking_paper.public_rows(snapshot)}
    return render(request, "vouchers/public_ranking.html", context)


@require_GET
@require("ranking.read")
def public_ranking_pdf(request, prefix, list_code, version):
    """The stored bytes."""
    snapshot = _published(request, prefix, list_code, version)
    try:
        return serve.response(snapshot.publication.stored)
    except Refused as error:
        raise Http404(str(error)) from error


def _published(request, prefix, list_code, version):
    snapshot = snapshot_or_404(request, prefix, list_code, version)
    if not hasattr(snapshot, "publication"):
        raise Http404
    return snapshot
