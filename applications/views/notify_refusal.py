"""The notice of refusal: its reasons, before it leaves."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.notify_refusal import notify_refusal as notify
from applications.facts import assess_case
from applications.forms.notices import NotifyRefusalForm
from applications.views._verb import verb_page


@require("case.decide")
def notify_refusal(request, ref):
    """The reasons from the calculation of today; they are kept as they are now."""
    today = timezone.localdate()

    def reasons(application):
        outcome = assess_case(application, on=today)
        unmet = [row for row in outcome.criteria if row.verdict == "not_met" and row.stage == "application"]
        return {
            "reasons": unmet,
            "not_due": []
            if unmet
            else [
                row
                for row in outcome.interventions
                if row.code in application.requested and row.verdict == "not_due"
            ],
        }

    return verb_page(
        request,
        ref,
        verb="notify_refusal",
        make_form=lambda data, application: NotifyRefusalForm(
            data, today=today, initial={"large_print": application.person.large_print}
        ),
        act=lambda application, cleaned, by, at: notify(application=application, by=by, at=at, **cleaned),
        done=_("The notice of refusal is being made. The clock of the procedure stands still."),
        more=reasons,
    )
