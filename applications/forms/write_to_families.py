"""What is written to the families: a subject and a text, with placeholders of a closed list."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from applications import letter_texts
from applications.letters import PLACEHOLDERS, unknown_placeholders
from applications.models import LetterKind

# what a letter is about → the words of the office it begins with; the sender changes them before sending
KINDS = {"": None, "isee": LetterKind.NEW_ISEE, "documenti": LetterKind.LATE_DOCUMENTS}


def draft_of(plan_office, kind):
    """{subject, text} a letter of ``kind`` (a key of ``KINDS``) begins with: one paragraph per line, in Italian."""
    if KINDS[kind] is None:
        return {"subject": "", "text": ""}
    sections = letter_texts.in_force(plan_office, KINDS[kind]).sections
    paragraphs = [line.strip() for line in sections["opening"].splitlines() if line.strip()]
    return {"subject": sections["subject"], "text": "\n".join(paragraphs)}


class LetterField(forms.CharField):
    """A text whose words in braces are placeholders we know."""

    def validate(self, value):
        super().validate(value)
        unknown = unknown_placeholders(value)
        if unknown:
            raise ValidationError(
                _("{%(name)s} stands for nothing: use %(known)s.")
                % {"name": unknown[0], "known": ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)}
            )


class FamilyLetterForm(B2Form, forms.Form):
    subject = LetterField(
        label=_("Subject"), max_length=120, error_messages={"required": _("Write what the letter is about.")}
    )
    text = LetterField(
        label=_("Text"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_(
            "One paragraph per line; the greeting, whom to call and the signature are put by us. "
            "{nome}, {pratica}, {comune} and {scadenza_isee} become the data of each case."
        ),
        error_messages={"required": _("Write the text of the letter.")},
    )
