"""A file of the case, seen page by page without a viewer: every page is a picture made here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.documents_page import seen_by
from applications.links import case_url
from applications.models import Document
from applications.views._intake import log_opening
from applications.views._page import show
from papers import preview as drawing
from papers import serve


@require("case.read")
@require_GET
def preview(request, ref, pk):
    """One page of the file, its hash and code, and how many people have opened it."""
    document = _document(request, ref, pk)
    case = document.application
    try:
        total = drawing.page_count(document.stored)
    except Refused as error:
        messages.error(request, error.sentence)
        return redirect(case_url(case, "documenti"))
    letter = getattr(document, "letter", None)
    typed = request.GET.get("pagina", "1")
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1
    number = min(max(number, 1), total)
    return show(
        request,
        "applications/preview.html",
        case,
        heading=document.label,
        document=document,
        number=number,
        total=total,
        before=number - 1,
        after=number + 1 if number < total else 0,
        seen=seen_by(case).get(document.pk, 0),
        code=letter.code if letter else document.stored.code,  # a letter: the code at its foot
    )


@require("case.read")
@require_GET
def preview_page(request, ref, pk, page):
    """The picture of one page; a page that is not there is a 404."""
    document = _document(request, ref, pk)
    try:
        answer = HttpResponse(drawing.page_image(document.stored, page), content_type="image/png")
    except Refused as error:
        raise Http404(str(error.sentence)) from None
    return serve.harmless(answer)


def _document(request, ref, pk):
    """In scope or 404, for the right role or 403, and written in the access log before it is shown."""
    rows = Document.objects.visible_to(request.user).by_case(ref)
    found = get_object_or_404(
        rows.select_related(
            "application__person",
            "application__municipality",
            "application__case_manager",
            "stored",
            "added_by",
            "letter",
        ),
        pk=pk,
    )
    refusal = permissions.may_open(request.user, found)
    if refusal:
        raise PermissionDenied(str(refusal))
    log_opening(request, found.application, _("%(kind)s, preview") % {"kind": found.get_kind_display()})
    return found
