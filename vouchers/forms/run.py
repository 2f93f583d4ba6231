"""What the pages of a run ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField


class OpenRunForm(B2Form, forms.Form):
    """Which month, which of its lists (empty: the first), and when the bank is to pay."""

    mark_optional = False

    month = forms.RegexField(
        r"^\d{4}-(0[1-9]|1[0-2])$", widget=forms.HiddenInput, error_messages={"invalid": _("Choose a month.")}
    )
    sequence = forms.IntegerField(min_value=1, max_value=99, required=False, widget=forms.HiddenInput)
    value_date = ItalianDateField(label=_("Value date"), required=True)


class VersionForm(B2Form, forms.Form):
    """The version of the list the page was made from: an older one is refused."""

    mark_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)


class SignatureForm(B2Form, forms.Form):
    """The hash of the list that was read: what is signed."""

    mark_optional = False
    lines_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(B2Form, forms.Form):
    """Why somebody is left out."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It is written in the payment list and beside the arrears of next month."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
