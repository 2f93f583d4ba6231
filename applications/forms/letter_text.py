"""The words of a kind of letter: one field for each section, with the placeholders it may use."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from applications import letter_texts, letter_words
from applications.letter_tasks import BY_ITSELF


class LetterTextForm(B2Form, forms.Form):
    """Every section is needed; what is not a placeholder is refused with the sentence that says why."""

    mark_optional = False

    def __init__(self, *args, kind, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for code in letter_texts.section_names(kind):
            rows = 1 if code == "subject" else 8
            widget = forms.TextInput() if code == "subject" else forms.Textarea(attrs={"rows": rows})
            self.fields[code] = forms.CharField(
                label=letter_texts.SECTIONS[code],
                widget=widget,
                max_length=250 if code == "subject" else letter_words.LENGTH,
                initial=sections.get(code, ""),
                help_text=_("Terms and formulas to be confirmed by your legal office.")
                if code == letter_texts.TO_CONFIRM
                else "",
            )

    def clean(self):
        """The placeholders of every section."""
        data = super().clean()
        allowed = letter_texts.allowed(self.kind)
        for code, text in list(data.items()):
            for sentence in letter_words.problems(text, allowed):
                self.add_error(code, sentence) if code not in self.errors else None
        return data

    def sections(self):
        return {code: text.replace("\r\n", "\n") for code, text in self.cleaned_data.items()}


class LetterChoiceForm(B2Form, forms.Form):
    """Which letters leave with the fact they tell."""

    mark_optional = False
    by_itself = forms.MultipleChoiceField(
        label=_("Letters that leave by themselves"),
        choices=[(kind.value, kind.label) for kind in BY_ITSELF],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "With the award, the suspension, the return, the new amount, the end. The others are proposed among the "
            "tasks of whoever follows the case. After a death nothing leaves by itself."
        ),
    )
