from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from accounts.models import User


class DelegateForm(B2Form, forms.Form):
    """To whom, from when to when, and why: whoever reads the approvals later finds it written."""

    mark_optional = False
    to = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())
    starts_on = ItalianDateField(label=_("First day"))
    ends_on = ItalianDateField(label=_("Last day, included"))
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=_("For example: holidays"))

    may_reject = forms.BooleanField(
        label=_("Also rejects applications"),
        required=False,
        help_text=_("Without this they approve or send back, and a rejection waits for you."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people
        self.fields["to"].empty_label = _("Choose…")
        self.fields["to"].label_from_instance = lambda person: person.full_name
