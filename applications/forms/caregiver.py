"""The family caregiver."""

from django.utils.translation import gettext_lazy as _

from applications import tax_code
from applications.forms._base import IntakeModelForm, NotInTheFuture, Step, YesNoField
from applications.models import Caregiver

NEEDED = ("last_name", "first_name", "relation")


class CaregiverForm(NotInTheFuture, IntakeModelForm):
    past = ("starts_on",)
    halves = frozenset(
        {"last_name", "first_name", "relation", "tax_code", "phone", "weekly_hours", "starts_on", "ends_on"}
    )

    has_caregiver = YesNoField(label=_("Does a family caregiver assist the person?"))

    class Meta(IntakeModelForm.Meta):
        model = Caregiver
        fields = (
            "last_name", "first_name", "relation", "tax_code", "phone", "weekly_hours", "cohabiting",
            "starts_on", "ends_on",
        )  # fmt: skip

    field_order = ("has_caregiver", *Meta.fields)

    def __init__(self, *args, person_tax_code, **kwargs):
        self.person_tax_code = person_tax_code
        super().__init__(*args, **kwargs)
        for name in NEEDED:
            self.fields[name].required = False  # needed once the answer is yes and something is written
        self.fields["relation"].help_text = _("For example: daughter, husband, brother")
        self.fields["weekly_hours"].help_text = _("For example 25 or 25,5")

    def clean(self):
        """Who is written must have a name; nobody is their own caregiver."""
        cleaned = super().clean()
        if self.is_written():
            for name in NEEDED:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if cleaned.get("tax_code") and cleaned["tax_code"] in tax_code.variants(self.person_tax_code):
            self.add_error(
                "tax_code", _("This is the codice fiscale of the person: write that of the caregiver.")
            )
        return cleaned

    def is_written(self):
        """True when something of the caregiver was typed, or was there already, whatever the first answer."""
        return bool(self.instance.pk) or any(
            self.cleaned_data.get(name) not in (None, "") for name in self.Meta.fields
        )


class CaregiverStep(Step):
    """Step “caregiver”."""

    code = "caregiver"

    def build(self):
        application = self.application
        instance = application.caregivers.first() or Caregiver(application=application)
        return CaregiverForm(
            self.data,
            instance=instance,
            initial={"has_caregiver": application.has_caregiver},
            person_tax_code=application.person.tax_code,
            today=self.today,
        )

    def changes(self):
        """The answer apart from the person; ``caregiver`` None: nothing written."""
        fields = dict(self.form.cleaned_data)
        has_caregiver = fields.pop("has_caregiver")
        return {"has_caregiver": has_caregiver, "caregiver": fields if self.form.is_written() else None}
