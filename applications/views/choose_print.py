"""How large the letters to a person are printed: one button of the case page."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.choose_print import choose_print as act
from applications.links import case_url
from applications.views._intake import case_or_404
from applications.views.send_letter import writers_only


@require_POST
@require("case.read")
def choose_print(request, ref):
    """``large`` = “yes”, anything else is normal print; then back to the documents of the case."""
    application = case_or_404(request, ref)
    writers_only(request.user)
    large = request.POST.get("large") == "yes"
    try:
        act(application=application, large=large, by=request.user, at=timezone.now())
    except Refused as error:
        messages.error(request, error.sentence)
    else:
        done = _("From now on the letters of this person are in large print.")
        messages.success(
            request, done if large else _("From now on the letters of this person are in normal print.")
        )
    return redirect(case_url(application, "documenti"))
