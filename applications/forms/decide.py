"""The short forms of who decides: a reason somebody else will read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form
from applications.permissions import REASON_NEEDED

LENGTH = 2000


class ReasonForm(B2Form, forms.Form):
    """A written reason. ``label`` says who reads it."""

    mark_optional = False
    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LENGTH,
        error_messages={"required": REASON_NEEDED},
    )

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label


class RejectForm(B2Form, forms.Form):
    """The reasons come from the calculation; a note adds what only a person can say."""

    note = forms.CharField(
        label=_("Anything to add to the reasons"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LENGTH,
        required=False,
    )


class ApproveForm(forms.Form):
    """Which edit of the plan was read."""

    expected_version = forms.IntegerField(widget=forms.HiddenInput)
