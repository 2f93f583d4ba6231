"""What is written to the families: a subject and a text, with placeholders of a closed list."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from applications.letters import PLACEHOLDERS, unknown_placeholders

# In Italian: it is what the family reads. The office changes it before sending.
DRAFTS = {
    "": ("", ""),
    "isee": (
        "Ci mandi il nuovo ISEE",
        "L’ISEE di {nome} che abbiamo nella pratica scade il {scadenza_isee}.\n"
        "Per continuare a ricevere il buono ci serve quello nuovo: lo può chiedere a un CAF o sul sito dell’INPS.\n"
        "Appena ce l’ha, ce lo mandi o lo porti nel nostro ufficio.",
    ),
    "documenti": (
        "Aspettiamo ancora i documenti",
        "Le abbiamo chiesto alcuni documenti per la pratica {pratica} e non li abbiamo ancora ricevuti.\n"
        "Ce li mandi o li porti nel nostro ufficio: senza, la domanda resta ferma.",
    ),
}


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
