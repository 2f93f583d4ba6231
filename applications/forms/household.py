"""Who lives with the person, and who may sign for them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._base import IntakeForm, IntakeModelForm, NotInTheFuture, Rows, Step, rows
from applications.models import HouseholdMember, LegalRepresentative


class MemberForm(NotInTheFuture, IntakeModelForm):
    past = ("birth_date",)
    halves = frozenset({"last_name", "first_name", "relation", "birth_date"})

    class Meta(IntakeModelForm.Meta):
        model = HouseholdMember
        fields = ("last_name", "first_name", "relation", "birth_date")


class RepresentativeForm(NotInTheFuture, IntakeModelForm):
    past = ("starts_on",)
    halves = frozenset({"last_name", "first_name", "tax_code", "phone", "starts_on", "ends_on"})

    class Meta(IntakeModelForm.Meta):
        model = LegalRepresentative
        fields = ("kind", "last_name", "first_name", "tax_code", "phone", "act", "starts_on", "ends_on")


class Members(Rows):
    title = _("Who lives with the person")
    legend = _("Person of the household")
    hint = _("Leave it empty when the person lives alone.")


class Representatives(Rows):
    title = _("Who signs for the person")
    legend = _("Legal representative")
    hint = _("Parents of a minor, guardian, support administrator. Leave it empty when the person signs.")


MemberRows = rows(HouseholdMember, MemberForm, Members)
RepresentativeRows = rows(LegalRepresentative, RepresentativeForm, Representatives)


class NothingForm(IntakeForm, forms.Form):
    """This step has only rows."""


class HouseholdStep(Step):
    """Step “nucleo”."""

    code = "nucleo"

    def build(self):
        person = self.application.person
        self.add_rows(MemberRows, person.household.all(), "members")
        self.add_rows(RepresentativeRows, person.representatives.all(), "representatives")
        return NothingForm(self.data)
