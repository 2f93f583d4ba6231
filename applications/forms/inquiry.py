"""What an office asks of another about a case, and the answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from applications.forms._base import TaxCodeField
from applications.models import Inquiry

OUTCOMES = {
    Inquiry.Kind.HANDOVER: [
        ("yes", _("Yes, we hand the case over")),
        ("no", _("No, the case stays with us")),
    ],
    Inquiry.Kind.SAME_CODE: [
        ("yes", _("Our code was wrong: we have put it right")),
        ("no", _("We have checked: our code is right")),
    ],
}


class AskOfficeForm(B2Form, forms.Form):
    """The codice fiscale names the case, so that no address does."""

    mark_optional = False
    tax_code = TaxCodeField(label=_("Codice fiscale"))
    reason = forms.CharField(
        label=_("Why do you ask for the case?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "For example: the person has moved here on 1 October. No health data: they are not needed."
        ),
        error_messages={"required": _("Write the reason: whoever receives it must understand it.")},
    )


class AnswerOfficeForm(B2Form, forms.Form):
    mark_optional = False
    outcome = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("In a few words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other office reads it: no health data."),
        error_messages={"required": _("Write the reason: whoever receives it must understand it.")},
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = OUTCOMES[kind]
