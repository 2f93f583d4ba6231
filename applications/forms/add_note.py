"""The form of a note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form


class NoteForm(B2Form, forms.Form):
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("It stays on the timeline and cannot be changed: a correction stands beside it."),
        error_messages={"required": _("Write the note first.")},
    )
