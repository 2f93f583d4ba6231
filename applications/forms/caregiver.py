"""The family caregiver."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications import questions, tax_code
from applications.facts import rules_of, version_of
from applications.forms._base import IntakeModelForm, NotInTheFuture, Step, YesNoField
from applications.models import Caregiver, Declaration, declared

NEEDED = ("last_name", "first_name", "relation")
SAID = ("other_caregivers", "filed_with")
KNOWN = ("last_name", "first_name", "tax_code", "phone", "relation")  # what another row of the case may tell


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

    copy_from = forms.ChoiceField(
        label=_("Is it somebody already written?"),
        required=False,
        help_text=_("The empty fields below are filled with what is known of them."),
    )
    other_caregivers = forms.ChoiceField(
        label=Declaration._meta.get_field("other_caregivers").verbose_name,
        choices=[("", _("Choose…")), *Declaration.OtherCaregivers.choices],
        required=False,
    )
    filed_with = forms.ChoiceField(
        label=Declaration._meta.get_field("filed_with").verbose_name,
        choices=[("", _("Choose…")), *Declaration.FiledWith.choices],
        required=False,
        help_text=_("SPID, CIE or CNS. This call asks for the caregiver's own."),
    )

    field_order = ("has_caregiver", "copy_from", *Meta.fields, *SAID)

    def __init__(self, *args, person_tax_code, people=(), asked=frozenset(), **kwargs):
        self.person_tax_code = person_tax_code
        self.people = {f"{one._meta.model_name}-{one.pk}": one for one in people}
        super().__init__(*args, **kwargs)
        self.fields["copy_from"].choices = [("", _("No, somebody else"))] + [
            (key, str(one)) for key, one in self.people.items()
        ]
        if not people or self.instance.pk:
            del self.fields["copy_from"]
        for name in SAID:
            if name not in asked:
                del self.fields[name]
        for name in self.fields:
            if name != "has_caregiver":
                self.fields[name].when = "has_caregiver=true"
        for name in NEEDED:
            self.fields[name].required = False  # needed once the answer is yes and something is written
        self.fields["relation"].help_text = _("For example: daughter, husband, brother")
        self.fields["weekly_hours"].help_text = _("For example 25 or 25,5")

    def clean(self):
        """Who is written must have a name; nobody is their own caregiver."""
        cleaned = super().clean()
        self._copy(cleaned)
        if self.is_written():
            for name in NEEDED:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        if cleaned.get("tax_code") and cleaned["tax_code"] in tax_code.variants(self.person_tax_code):
            self.add_error(
                "tax_code", _("This is the codice fiscale of the person: write that of the caregiver.")
            )
        return cleaned

    def _copy(self, cleaned):
        """Fill what is empty from the household or from who signs: nobody is asked twice for the same thing."""
        known = self.people.get(cleaned.get("copy_from"))
        for name in KNOWN if known else ():
            if not cleaned.get(name) and name not in self.errors:
                cleaned[name] = getattr(known, name, "") or cleaned.get(name, "")

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
        person, said = application.person, declared(application)
        initial = {"has_caregiver": application.has_caregiver} | {name: getattr(said, name) for name in SAID}
        return CaregiverForm(
            self.data,
            instance=instance,
            initial=initial,
            person_tax_code=person.tax_code,
            people=(*person.representatives.all(), *person.household.all()),
            asked=questions.asked_in(rules_of(version_of(application, on=self.today))),
            today=self.today,
        )

    def changes(self):
        """The answer apart from the person; ``caregiver`` None: nothing written."""
        fields = dict(self.form.cleaned_data)
        has_caregiver = fields.pop("has_caregiver")
        fields.pop("copy_from", None)
        said = {name: fields.pop(name) for name in SAID if name in fields}
        return {
            "has_caregiver": has_caregiver,
            "caregiver": fields if self.form.is_written() else None,
            "said": said,
        }
