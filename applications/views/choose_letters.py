"""Which letters leave by themselves, and which are proposed as a task."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications.actions.choose_letters import choose_letters as act
from applications.forms.letter_text import LetterChoiceForm
from applications.models import LetterChoice


@require("call.write")
def choose_letters(request):
    """The choice of the office, with who made it and when."""
    row = LetterChoice.objects.visible_to(request.user).select_related("set_by").first()
    form = LetterChoiceForm(
        request.POST if request.method == "POST" else None,
        initial={"by_itself": row.by_itself if row else []},
    )
    if request.method == "POST" and form.is_valid():
        try:
            act(
                plan_office=request.user.plan_office,
                kinds=form.cleaned_data["by_itself"],
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Saved: it holds from the next fact on."))
            return redirect("applications:letter_texts")
    return render(request, "applications/choose_letters.html", {"form": form, "row": row})
