"""What the pages of the money rules of a call ask for."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianMoneyField
from vouchers.models import MoneyRules
from vouchers.rules_page import FIELDS

YES_NO = [("", _("Not decided")), ("True", _("Yes")), ("False", _("No"))]


class MoneyRulesForm(B2Form, forms.ModelForm):
    """Every open parameter and its act. An empty field leaves the parameter as the product does without an act."""

    class Meta:
        model = MoneyRules
        fields = [*FIELDS, "act"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = self.fields["third_signature_from"].label
        self.fields["third_signature_from"] = ItalianMoneyField(
            label=label, required=False, limit=Decimal("999999999.99")
        )
        for name, field in self.fields.items():
            if isinstance(field, forms.NullBooleanField | forms.BooleanField):
                self.fields[name] = forms.TypedChoiceField(
                    label=field.label, choices=YES_NO, coerce=lambda value: value == "True", empty_value=None,
                    required=False,
                )  # fmt: skip
            elif isinstance(field, forms.TypedChoiceField) and name != "act":
                field.choices = [("", _("Not decided")), *[one for one in field.choices if one[0]]]

    @property
    def values(self):
        """{field: plain value} of what was written, as a proposal keeps it."""
        return {
            name: f"{value:f}" if isinstance(value, Decimal) else value
            for name, value in self.cleaned_data.items()
        }


class AnswerForm(B2Form, forms.Form):
    """Why not, when it is refused."""

    refusal = forms.CharField(
        label=_("Why do you refuse it?"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty to confirm."),
    )
