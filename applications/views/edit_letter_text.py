"""Write the words of a kind of letter."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import letter_texts, letter_words
from applications.actions.edit_letter_text import edit_letter_text as save
from applications.forms.letter_text import LetterTextForm
from applications.models import LetterText
from applications.views._law import sent_version
from applications.views.letter_texts import kind_or_404


@require("call.write")
def edit_letter_text(request, letter):
    """The draft, or the words in force to start from; beside it the placeholders that may be used."""
    kind, office = kind_or_404(letter), request.user.plan_office
    draft = LetterText.objects.filter(plan_office=office, kind=kind, published_at=None).first()
    sections = draft.sections if draft else letter_texts.in_force(office, kind).sections
    posted = request.POST if request.method == "POST" else None
    form = LetterTextForm(posted, kind=kind, sections=sections)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save(
                    plan_office=office,
                    kind=kind,
                    sections=form.sections(),
                    by=request.user,
                    at=timezone.now(),
                    expected_version=sent_version(request),
                )
            except Refused as problem:
                form.add_error(None, str(problem))
            else:
                messages.success(
                    request, _("Saved. Look at the preview: it counts when somebody else publishes it.")
                )
                return redirect("applications:letter_text", kind)
    context = {
        "kind": kind,
        "form": form,
        "version": draft.edit_version if draft else 0,
        "placeholders": [(name, *letter_words.PLACEHOLDERS[name]) for name in letter_texts.allowed(kind)],
    }
    return render(request, "applications/edit_letter_text.html", context, status=status)
