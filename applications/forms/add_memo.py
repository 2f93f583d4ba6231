"""The form of a reminder."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from accounts.models import User


class MemoForm(B2Form, forms.Form):
    """What, when, who. ``people``: whom it may be for; ``by``: who writes it, chosen already."""

    text = forms.CharField(
        label=_("What is to be done"),
        max_length=200,
        help_text=_("For example: phone the daughter about the respite weeks."),
        error_messages={"required": _("Write what is to be done.")},
    )
    due_on = ItalianDateField(label=_("On the day"))
    to = forms.ModelChoiceField(label=_("Who does it"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args, people, by, **kwargs):
        super().__init__(*args, initial={"to": by.pk}, **kwargs)
        self.fields["to"].queryset = people
        self.fields["to"].label_from_instance = lambda user: user.full_name
