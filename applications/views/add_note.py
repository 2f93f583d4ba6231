"""Write a note on the timeline."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from accounts.roles import require
from applications import permissions
from applications.actions.add_note import add_note as do_add_note
from applications.forms.add_note import NoteForm
from applications.links import case_url
from applications.models import Event
from applications.views._case import case_or_404


@require("case.read")
def add_note(request, ref):
    """The form, or the sentence that says why this role does not write notes."""
    application = case_or_404(request, ref, what=_("note"), prefetch=())
    pk = request.GET.get("corregge", "")
    notes = Event.objects.filter(application=application, verb="note", by=request.user)
    corrects = get_object_or_404(notes, pk=pk) if pk.isascii() and pk.isdigit() and len(pk) < 19 else None
    form = NoteForm(request.POST or None, initial={"note": corrects.note if corrects else ""})
    if request.method == "POST" and form.is_valid():
        try:
            do_add_note(
                application=application,
                by=request.user,
                at=timezone.now(),
                note=form.cleaned_data["note"],
                corrects=corrects,
            )
        except Refused as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, _("Note added."))
            return redirect(case_url(application, "cronologia"))
    context = {
        "application": application,
        "form": form,
        "refusal": permissions.may_note(request.user),
        "back_url": case_url(application, "cronologia"),
        "heading": _("Correct the note") if corrects else _("Add a note"),
        "verb": _("Add the note"),
    }
    return render(request, "applications/add_note.html", context)
