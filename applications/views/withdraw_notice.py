"""The notice of refusal no longer holds."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.withdraw_notice import withdraw_notice as take_back
from applications.forms.notices import WithdrawNoticeForm
from applications.views._verb import verb_page


@require("case.decide")
def withdraw_notice(request, ref):
    """Why, and the application goes on."""
    return verb_page(
        request,
        ref,
        verb="withdraw_notice",
        make_form=lambda data, application: WithdrawNoticeForm(data),
        act=lambda application, cleaned, by, at: take_back(
            application=application, by=by, at=at, note=cleaned["note"]
        ),
        done=_("The notice is withdrawn: the application goes on."),
    )
