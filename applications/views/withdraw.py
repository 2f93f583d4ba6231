"""The family takes the application back."""

from django.utils.translation import gettext as _

from accounts.roles import require
from applications.actions.withdraw import withdraw as withdraw_application
from applications.forms.verbs import WithdrawForm
from applications.views._verb import verb_page


@require("case.write")
def withdraw(request, ref):
    """The reason, then the case is closed."""

    def act(application, cleaned, by, at):
        withdraw_application(application=application, by=by, at=at, **cleaned)

    return verb_page(
        request,
        ref,
        verb="withdraw",
        make_form=lambda data, _application: WithdrawForm(data),
        act=act,
        done=_("The application is withdrawn and the case closed."),
    )
