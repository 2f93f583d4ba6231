"""Download a paper of a run."""

from django.http import Http404
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from accounts import access_log
from accounts.refusal import Refused
from accounts.roles import require
from papers import serve
from vouchers.models import RunFile


@require_GET
@require("payment.read")
def file(request, pk):
    """The stored bytes, to roles that read payments, in their own Ambito. A letter names a person: it is
    logged."""
    row = (
        RunFile.objects.visible_to(request.user)
        .select_related("stored", "application", "run")
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Http404
    if row.application_id:
        access_log.record(
            request,
            subject_id=row.application.person_id,
            what=gettext_noop("letter"),
            reference=row.application.ref,
        )
    try:
        return serve.response(row.stored)
    except Refused as error:
        raise Http404(str(error)) from error
