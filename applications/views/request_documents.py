"""Ask the family for what is missing."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.request_documents import request_documents as ask
from applications.forms.verbs import RequestDocumentsForm
from applications.views._verb import verb_page


@require("case.write")
def request_documents(request, ref):
    """What is missing, and by when."""

    def act(application, cleaned, by, at):
        ask(application=application, by=by, at=at, note=cleaned["note"], due_on=cleaned["due_on"])

    return verb_page(
        request,
        ref,
        verb="request_documents",
        make_form=partial(RequestDocumentsForm, today=timezone.localdate()),
        act=act,
        done=_("The case now waits for the documents."),
    )
