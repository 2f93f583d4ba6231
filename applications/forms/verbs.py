"""The short forms of the verbs: a reason, a term, a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianDateField
from applications.forms._base import IntakeForm
from applications.models import Document, DocumentRequest
from papers.fields import PaperField


class VerbForm(IntakeForm, forms.Form):
    mark_optional = True


class RequestDocumentsForm(VerbForm):
    """What is missing, and by when."""

    note = forms.CharField(
        label=_("Which documents are missing?"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("One per line: the family reads it as you write it."),
    )
    due_on = ItalianDateField(label=_("By"), help_text=_("The last day to bring them."))
    how = forms.ChoiceField(
        label=_("How is it sent?"),
        choices=DocumentRequest.How.choices,
        initial=DocumentRequest.How.LETTER,
        required=False,
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_how(self):
        """By letter unless something else was chosen."""
        return self.cleaned_data["how"] or DocumentRequest.How.LETTER

    def clean_due_on(self):
        """A term that the family can still keep."""
        value = self.cleaned_data["due_on"]
        if value <= self.today:
            raise forms.ValidationError(
                _("The term must come after today: leave the family the time to answer.")
            )
        return value


class ReceiveDocumentsForm(VerbForm):
    """What of the list came, an optional note, and whether the case goes on."""

    arrived = forms.MultipleChoiceField(
        label=_("What arrived"), widget=forms.CheckboxSelectMultiple, required=False
    )
    go_on = forms.TypedChoiceField(
        label=_("And now?"),
        choices=[
            ("yes", _("The case goes on: the clock starts again")),
            ("no", _("Something is still missing: keep waiting")),
        ],
        coerce=lambda value: value != "no",
        empty_value=True,
        initial="yes",
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea, max_length=2000, required=False)

    def __init__(self, *args, items=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["arrived"].choices = [(str(item.pk), item.label) for item in items]
        if not items:
            del self.fields["arrived"]


class WithdrawForm(VerbForm):
    """The day the family said so, and their reason."""

    told_on = ItalianDateField(
        label=_("When did the family say so?"),
        required=False,
        help_text=_("The day of their letter or call. Empty: today."),
    )
    note = forms.CharField(
        label=_("Why does the family withdraw the application?"),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Write the reason: whoever reads the case must understand it.")},
    )


class AttachForm(VerbForm):
    """A file and what it is; ``cleaned_data["file"]`` is what ``papers.uploads.check`` accepted."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=[])
    label = forms.CharField(
        label=_("Name"), max_length=160, required=False, help_text=_("Empty: the name of the file.")
    )
    file = PaperField(
        label=_("File"),
        help_text=_("PDF, JPEG or PNG, at most 20 MB. You can also drag it here."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png", "data-drop": ""}),
        error_messages={
            "required": _("Choose the file."),
            "empty": _("The file is empty. Choose it again, or scan the document again."),
        },
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        labels = dict(Document.Kind.choices)
        self.fields["kind"].choices = [("", _("Choose…")), *[(kind, labels[kind]) for kind in kinds]]


class PrintCaseFileForm(VerbForm):
    """Why all the papers are printed together."""

    reason = forms.CharField(
        label=_("Why do you print it?"),
        max_length=200,
        help_text=_("For example: request of the family, inspection. It stays in the register of accesses."),
        error_messages={
            "required": _("Write why you print it: the reason stays in the register of accesses.")
        },
    )
