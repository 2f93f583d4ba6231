"""What the pages of the life of a case ask for."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import B2Form, ItalianDateField
from accounts.models import Office
from applications.forms.evidence import IseeForm
from applications.models import Caregiver, CarerContract
from applications.permissions import REASON_NEEDED

LENGTH = 2000
NO_NAME = _("Write who it is, or tick that there is nobody any more.")


def reason(label, **more):
    """A written reason somebody else will read."""
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LENGTH,
        error_messages={"required": REASON_NEEDED},
        **more,
    )


class LifeForm(B2Form, forms.Form):
    """Dates, words, a reason; ``cleaned_data`` are the arguments of the action."""

    def __init__(self, *args, application, **kwargs):
        self.application = application
        super().__init__(*args, **kwargs)


class RecordDeathForm(LifeForm):
    """When, from where it is known, who said so."""

    died_on = ItalianDateField(label=_("Date of death"))
    source = forms.ChoiceField(
        label=_("How is it known?"),
        choices=[
            ("registry", _("Registry office")),
            ("family", _("From the family")),
            ("service", _("From another service")),
            ("certificate", _("From the certificate")),
        ],
    )
    told_by = forms.CharField(label=_("Who told it"), max_length=160)
    note = forms.CharField(
        label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LENGTH, required=False
    )


class TakeBackDeathForm(LifeForm):
    """Why it was a mistake."""

    note = reason(_("What was the mistake?"))


class TransferForm(LifeForm):
    """To which Comune, from when, why."""

    to_office = forms.ModelChoiceField(label=_("New Comune"), queryset=Office.objects.none())
    moved_on = ItalianDateField(label=_("First day in the new Comune"))
    note = reason(_("What is known of the move?"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to_office"].queryset = Office.objects.filter(
            parent=self.application.plan_office_id, kind=Office.Kind.MUNICIPALITY
        ).exclude(pk=self.application.municipality_id)


class RecordAppealForm(LifeForm):
    """When it arrived, what it says, by when it is answered."""

    received_on = ItalianDateField(label=_("Received on"))
    note = reason(_("What does the family ask, and why?"))
    days = forms.IntegerField(
        label=_("Days to answer"),
        min_value=1,
        max_value=365,
        initial=30,
        help_text=_("The term of your office, from the day it arrived."),
    )


class DecideAppealForm(LifeForm):
    """The answer, with its reason."""

    accepted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[
            ("yes", _("Accepted: the case is assessed again")),
            ("no", _("Refused: the decision stands")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = reason(_("Reason the family will read"))


class ChangeCaregiverForm(LifeForm):
    """From when, and who cares now."""

    starts_on = ItalianDateField(label=_("From"))
    nobody = forms.BooleanField(label=_("Nobody in the family assists any more"), required=False)
    last_name = Caregiver._meta.get_field("last_name").formfield(required=False)
    first_name = Caregiver._meta.get_field("first_name").formfield(required=False)
    relation = Caregiver._meta.get_field("relation").formfield(required=False)
    phone = Caregiver._meta.get_field("phone").formfield()
    weekly_hours = Caregiver._meta.get_field("weekly_hours").formfield(localize=True, max_value=168)
    note = forms.CharField(label=_("Note"), max_length=LENGTH, required=False)
    NEEDED = ("last_name", "first_name", "relation")

    def clean(self):
        """Somebody with a name, or nobody."""
        data = super().clean()
        if data.get("nobody"):
            who = None
        else:
            for name in self.NEEDED:
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, NO_NAME)
            who = {
                name: data.get(name)
                for name in ("last_name", "first_name", "relation", "phone", "weekly_hours")
            }
        return {"starts_on": data.get("starts_on"), "note": data.get("note", ""), "caregiver": who}


class ChangeCarerForm(LifeForm):
    """From when, and under which contract."""

    starts_on = ItalianDateField(label=_("From"))
    nobody = forms.BooleanField(label=_("There is no carer any more"), required=False)
    carer_name = CarerContract._meta.get_field("carer_name").formfield(required=False)
    inps_reference = CarerContract._meta.get_field("inps_reference").formfield()
    regular = forms.BooleanField(label=_("Registered with INPS"), required=False)
    weekly_hours = CarerContract._meta.get_field("weekly_hours").formfield(localize=True, max_value=168)
    monthly_cost = CarerContract._meta.get_field("monthly_cost").formfield(localize=True, min_value=0)
    note = forms.CharField(label=_("Note"), max_length=LENGTH, required=False)

    def clean(self):
        """A contract with a name, or none."""
        data = super().clean()
        contract = None
        if not data.get("nobody"):
            if not data.get("carer_name") and "carer_name" not in self.errors:
                self.add_error("carer_name", NO_NAME)
            names = ("carer_name", "inps_reference", "regular", "weekly_hours", "monthly_cost")
            contract = {name: data.get(name) for name in names}
        return {"starts_on": data.get("starts_on"), "note": data.get("note", ""), "contract": contract}


class ChangeIseeForm(IseeForm):
    """The new attestation; ``cleaned_data`` are the arguments of the action."""

    note = forms.CharField(label=_("Note"), max_length=LENGTH, required=False)

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, today=timezone.localdate(), **kwargs)
        newest = application.person.isee_set.first()
        if newest is not None:
            self.initial.setdefault("kind", newest.kind)

    def _post_clean(self):
        """The row is made by the action: the model's own checks are those of the fields."""

    def clean(self):
        """Dates in order; the row apart from the note."""
        data = super().clean()
        issued, ends = data.get("issued_on"), data.get("valid_to")
        if issued and ends and ends < issued:
            self.add_error("valid_to", _("The ISEE expires before it was issued: check the two dates."))
        if data.get("value") is not None and data["value"] < 0:
            self.add_error("value", _("The amount cannot be negative."))
        return {"isee": {name: data.get(name) for name in self._meta.fields}, "note": data.get("note", "")}
