"""Ask the family for what is missing."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications import clock
from applications.actions.request_documents import request_documents as ask
from applications.forms.verbs import RequestDocumentsForm
from applications.procedure import closed_for
from applications.request_letters import papers_to_ask
from applications.views._verb import verb_page


@require("case.write")
def request_documents(request, ref):
    """What is missing, by when and how: proposed are the papers its evidence lacks, and the term of the call."""
    today = timezone.localdate()

    def make_form(data, application):
        day = today + timedelta(days=application.call.documents_days)
        proposed = {
            "note": "\n".join(papers_to_ask(application, on=today)),
            "due_on": clock.open_day(day, closed_for(application)),
        }
        return RequestDocumentsForm(data, today=today, initial=proposed)

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
