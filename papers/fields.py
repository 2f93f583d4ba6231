"""The form field of a file, the same wherever one is loaded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from papers import uploads

ACCEPTED = ".pdf,.jpg,.jpeg,.png"


class PaperField(forms.FileField):
    """A file opened for real, by its content: the value is what ``uploads.check`` accepted, None when there is none."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", _("PDF, JPEG or PNG, at most 20 MB."))
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPTED}))
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        """The checked file, or the sentence that says what is wrong with it."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return uploads.check(file)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
