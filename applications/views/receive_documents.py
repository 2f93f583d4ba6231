"""The documents have come."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.receive_documents import receive_documents as receive
from applications.forms.verbs import ReceiveDocumentsForm
from applications.views._verb import verb_page


@require("case.write")
def receive_documents(request, ref):
    """The case goes on; a note says what came."""

    def act(application, cleaned, by, at):
        receive(application=application, by=by, at=at, note=cleaned["note"])

    return verb_page(
        request,
        ref,
        verb="receive_documents",
        make_form=ReceiveDocumentsForm,
        act=act,
        done=_("The documents are in: the assessment can go on."),
    )
