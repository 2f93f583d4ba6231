"""The employed carer, or the personal assistant: contract, hours, monthly cost."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._base import IntakeForm, IntakeModelForm, Rows, Step, YesNoField, rows
from applications.models import CarerContract


class HasCarerForm(IntakeForm, forms.Form):
    has_carer = YesNoField(label=_("Is there an employed carer or personal assistant?"))


class ContractForm(IntakeModelForm):
    halves = frozenset(
        {
            "carer_name",
            "tax_code",
            "kind",
            "inps_reference",
            "weekly_hours",
            "monthly_cost",
            "starts_on",
            "ends_on",
        }
    )

    class Meta(IntakeModelForm.Meta):
        model = CarerContract
        fields = (
            "carer_name", "tax_code", "kind", "inps_reference", "regular",
            "weekly_hours", "monthly_cost", "starts_on", "ends_on", "personal_assistant",
        )  # fmt: skip

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["monthly_cost"].help_text = _(
            "Wages and contributions, in euro a month: for example 1.142,60"
        )
        self.fields["weekly_hours"].help_text = _("For example 25 or 25,5")
        self.fields["ends_on"].help_text = _("Leave it empty for a contract without an end.")


class Contracts(Rows):
    title = _("Contract")
    legend = _("Contract of the carer")


ContractRows = rows(CarerContract, ContractForm, Contracts)


class CarerStep(Step):
    """Step “assistente”."""

    code = "assistente"

    def build(self):
        rows_ = self.add_rows(ContractRows, self.application.carer_contracts.all(), "contracts")
        rows_.when = "has_carer=true"
        return HasCarerForm(self.data, initial={"has_carer": self.application.has_carer})
