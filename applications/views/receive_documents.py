"""The documents have come."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.receive_documents import receive_documents as receive
from applications.forms.verbs import ReceiveDocumentsForm
from applications.models import RequestedDocument
from applications.views._verb import verb_page


@require("case.write")
def receive_documents(request, ref):
    """What of the list came; the case goes on, or keeps waiting."""

    def make_form(data, application):
        missing = RequestedDocument.objects.filter(
            request__application=application, request__closed_at=None, arrived_on=None
        )
        return ReceiveDocumentsForm(data, items=list(missing))

    def act(application, cleaned, by, at):
        receive(
            application=application,
            by=by,
            at=at,
            note=cleaned["note"],
            arrived=cleaned.get("arrived", ()),
            go_on=cleaned["go_on"],
        )

    return verb_page(
        request,
        ref,
        verb="receive_documents",
        make_form=make_form,
        act=act,
        done=lambda cleaned: (
            _("The documents are in: the assessment can go on.")
            if cleaned["go_on"]
            else _("Written. The case keeps waiting for the rest.")
        ),
    )
