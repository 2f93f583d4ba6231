"""What the family answers to the notice of refusal."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.record_observations import record_observations as record
from applications.forms.notices import RecordObservationsForm
from applications.views._verb import verb_page


@require("case.write")
def record_observations(request, ref):
    """One observation, with its day and its file."""

    def act(application, cleaned, by, at):
        record(
            application=application,
            by=by,
            at=at,
            presented_on=cleaned["presented_on"],
            text=cleaned["text"],
            checked=cleaned["file"],
        )

    return verb_page(
        request,
        ref,
        verb="record_observations",
        make_form=lambda data, application: RecordObservationsForm(data, request.FILES if data else None),
        act=act,
        done=_("The observation is in the case: the manager answers it."),
    )
