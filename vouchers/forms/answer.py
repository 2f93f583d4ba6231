"""The file with the bank's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from accounts.refusal import Refused
from papers import tables
from vouchers.bank import answers, table_answers

MAX_BYTES = 20 * 1024 * 1024
XML, TABLE = "application/xml", "application/octet-stream"


class AnswerForm(B2Form, forms.Form):
    """Read here into ``answer``, with ``data`` and its ``content_type``; what is wrong in single lines comes later."""

    mark_optional = False
    file = forms.FileField(
        label=_("File of the bank"),
        help_text=_(
            "camt.053, camt.054 or pain.002 (XML, at most 20 MB), or a table with “end_to_end_id” and “esito”."
        ),
        widget=forms.FileInput(attrs={"accept": ".xml,.csv,.xlsx"}),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty: choose another one."),
        },
    )

    def clean_file(self):
        """The bytes, once they are an answer that can be read."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is over 20 MB: ask the bank for fewer days at a time."))
        self.data = file.read(MAX_BYTES + 1)
        file.seek(0)
        is_xml = self.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
        self.content_type = XML if is_xml else TABLE
        try:
            self.answer = answers.read(self.data) if is_xml else table_answers.read(tables.read(file))
        except answers.NotAnAnswer as refusal:
            raise forms.ValidationError(refusal.sentence) from None
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None
        return file
