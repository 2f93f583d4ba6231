"""Who lives with the person, and who may sign for them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._base import IntakeForm, IntakeModelForm, NotInTheFuture, Rows, Step, YesNoField, rows
from applications.intake import ADULT
from applications.models import HouseholdMember, LegalRepresentative, declared


class MemberForm(NotInTheFuture, IntakeModelForm):
    past = ("birth_date",)
    halves = frozenset({"last_name", "first_name", "relation", "birth_date", "tax_code"})

    class Meta(IntakeModelForm.Meta):
        model = HouseholdMember
        fields = ("last_name", "first_name", "relation", "birth_date", "tax_code")


class RepresentativeForm(NotInTheFuture, IntakeModelForm):
    past = ("starts_on",)
    halves = frozenset(
        {
            "last_name",
            "first_name",
            "tax_code",
            "phone",
            "starts_on",
            "ends_on",
            "custody",
            "lives_with_person",
        }
    )

    class Meta(IntakeModelForm.Meta):
        model = LegalRepresentative
        fields = (
            "kind", "last_name", "first_name", "tax_code", "phone", "custody", "lives_with_person", "act",
            "starts_on", "ends_on",
        )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("custody", "lives_with_person"):
            self.fields[name].when = f"kind={LegalRepresentative.Kind.PARENT.value}"
        self.fields["act"].help_text = _("Number, date and court, as on the decree. Not needed for a parent.")


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


MINOR = _(
    "For a minor write the parents, or the guardian. Parents who live apart are written both: say with whom the "
    "minor lives, and whether one of them decides alone."
)


class TogetherForm(IntakeForm, forms.Form):
    lives_with_relatives = YesNoField(label=_("Does the person live with relatives?"))


class HouseholdStep(Step):
    """Step “nucleo”."""

    code = "nucleo"

    def build(self):
        person = self.application.person
        self.add_rows(MemberRows, person.household.all(), "members")
        signers = self.add_rows(RepresentativeRows, person.representatives.all(), "representatives")
        if person.age_on(self.today) < ADULT:
            signers.hint = MINOR
        initial = {"lives_with_relatives": declared(self.application).lives_with_relatives}
        return TogetherForm(self.data, initial=initial)
