"""Put a file into the case."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.actions.attach import attach as attach_file
from applications.forms.verbs import AttachForm
from applications.links import case_url
from applications.models import Document
from applications.views._intake import case_or_404, log_opening
from papers import scan


@require("case.read")
def attach(request, ref):
    """The file is opened for real before it is kept; issued papers are made by the system, never uploaded."""
    application = case_or_404(request, ref)
    refusal = permissions.may_attach(request.user)
    if refusal:
        raise PermissionDenied(str(refusal))
    kinds = [
        kind
        for kind in Document.Kind.values
        if kind not in Document.ISSUED_KINDS and _may_see(request.user, kind)
    ]
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AttachForm(*posted, kinds=kinds, initial={"kind": request.GET.get("tipo", "")})
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            attach_file(
                application=application,
                by=request.user,
                at=timezone.now(),
                checked=cleaned["file"],
                kind=cleaned["kind"],
                label=cleaned["label"],
            )
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(
                request,
                _("The file is in quarantine: it can be opened once the virus check is done.")
                if scan.enabled()
                else _("The file is in the case."),
            )
            return redirect(case_url(application, "documenti"))
    if request.method != "POST":
        log_opening(request, application, _("Loading of a file"))
    context = {
        "application": application,
        "form": form,
        "back_url": case_url(application, "documenti"),
        "scanned": scan.enabled(),
    }
    return render(request, "applications/attach.html", context)


def _may_see(user, kind):
    """Nobody loads a file they could not open again."""
    document = Document(kind=kind, is_health=kind in Document.HEALTH_KINDS)
    return permissions.may_open(user, document) is None
