"""Ask the family for what is missing."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import clock
from applications.actions.request_documents import request_documents as ask
from applications.forms.verbs import RequestDocumentsForm
from applications.procedure import closed_for
from applications.views._verb import verb_page


@require("case.write")
def request_documents(request, ref):
    """What is missing, by when and how; the term proposed is that of the call, on an open day."""
    today = timezone.localdate()

    def make_form(data, application):
        day = today + timedelta(days=application.call.documents_days)
        return RequestDocumentsForm(
            data, today=today, initial={"due_on": clock.open_day(day, closed_for(application))}
        )

    def act(application, cleaned, by, at):
        ask(
            application=application,
            by=by,
            at=at,
            note=cleaned["note"],
            due_on=cleaned["due_on"],
            how=cleaned["how"],
        )

    return verb_page(
        request,
        ref,
        verb="request_documents",
        make_form=make_form,
        act=act,
        done=_("The case now waits for the documents."),
    )
