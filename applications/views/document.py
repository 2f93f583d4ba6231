"""A file of the case, for who may open it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.links import case_url
from applications.models import Document
from applications.views._intake import log_opening
from papers import serve


@require("case.read")
@require_GET
def document(request, ref, pk):
    """The bytes as they were stored. Another office's file is a 404; the wrong role gets the sentence."""
    cases = Document.objects.visible_to(request.user).select_related("application__person", "stored")
    found = get_object_or_404(cases, pk=pk)
    if ref not in (found.application.number, found.application.draft_code):
        return redirect("applications:document", found.application.ref, pk)
    refusal = permissions.may_open(request.user, found)
    if refusal:
        raise PermissionDenied(str(refusal))
    log_opening(request, found.application, found.get_kind_display())
    try:
        return serve.response(found.stored)
    except Refused as error:
        messages.error(request, error.sentence)
        return redirect(case_url(found.application, "documenti"))
