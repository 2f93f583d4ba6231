"""The short forms of who decides: a reason somebody else will read, and what was read before deciding."""

from decimal import Decimal

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
    large_print = forms.BooleanField(label=_("Large print (16 points)"), required=False)
    # which plan was on the page, and which edit of it; empty when there was none
    expected_plan = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**63 - 1)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**31 - 1)

    def __init__(self, *args, plan, **kwargs):
        given = {"expected_plan": plan.pk, "expected_version": plan.edit_version} if plan else {}
        super().__init__(*args, **kwargs | {"initial": given | kwargs.get("initial", {})})

    @property
    def read(self):
        """(plan, version of its edit) that were read."""
        return self.cleaned_data["expected_plan"], self.cleaned_data["expected_version"]


class ApproveForm(forms.Form):
    """Which plan was read, which edit of it, and which amount."""

    expected_plan = forms.IntegerField(widget=forms.HiddenInput, max_value=2**63 - 1)
    expected_version = forms.IntegerField(widget=forms.HiddenInput, max_value=2**31 - 1)
    expected_total = forms.DecimalField(
        widget=forms.HiddenInput, required=False, max_digits=9, decimal_places=2
    )


def packed(case, plan, total):
    """One plan of a list as its hidden field says it: case, plan, version of its edit, euro a month."""
    return f"{case.pk}:{plan.pk}:{plan.edit_version}:{total}"


def unpacked(values):
    """[(case, plan, version, euro)] of ``packed`` values, or None when one of them is not what a page wrote."""
    found = []
    for value in values:
        parts = value.split(":")
        if (
            len(parts) != 4
            or not all(_digits(one) for one in parts[:3])
            or not _digits(parts[3].replace(".", "", 1))
        ):
            return None
        found.append((*map(int, parts[:3]), Decimal(parts[3])))
    return found


def _digits(text):
    return text.isascii() and text.isdigit() and len(text) <= 18
