"""Two records that look alike are two different people."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.tell_apart import tell_apart as act
from applications.forms.unions import ReasonForm
from applications.permissions import REASON_NEEDED
from applications.views._pair import pair_or_404


@require_POST
@require("case.decide")
def tell_apart(request, first, second):
    """Back to the list when it is written; back to the pair, with the sentence, when it cannot be."""
    kept, gone = pair_or_404(request, first, second)
    form = ReasonForm(request.POST, label="")
    try:
        if not form.is_valid():
            raise Refused(REASON_NEEDED)
        act(first=kept, second=gone, by=request.user, at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refused as problem:
        messages.error(request, problem.sentence)
        return redirect("applications:unite_people", kept.pk, gone.pk)
    messages.success(request, _("Written: they are two people, and are not shown again as alike."))
    return redirect("applications:duplicates")
