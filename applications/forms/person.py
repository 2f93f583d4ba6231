"""Who the person is, starting from the codice fiscale."""

from difflib import SequenceMatcher

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.fields import ItalianDateField
from accounts.models import Office
from accounts.refusal import Refused
from applications import tax_code
from applications.forms._base import IntakeForm, NotInTheFuture, Step, TaxCodeField
from applications.models import Call, Person, Sex

ALIKE = 0.8  # of two names, 1 = the same letters


class PersonForm(NotInTheFuture, IntakeForm, forms.Form):
    """The data of the person; the codice fiscale is compared with the rest."""

    mark_optional = True
    past = ("birth_date",)
    halves = frozenset({"last_name", "first_name", "birth_date", "birth_place", "phone", "email"})

    tax_code = TaxCodeField(
        label=_("Codice fiscale"),
        help_text=_("16 characters, as on the health card. It already says date of birth and sex."),
    )
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    first_name = forms.CharField(label=_("First name"), max_length=80)
    birth_date = ItalianDateField(label=_("Date of birth"))
    birth_place = forms.CharField(label=_("Place of birth"), max_length=80, required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        error_messages={"invalid": _("Write the e-mail like this: nome@esempio.it")},
    )

    def __init__(self, *args, person=None, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)
        # read while it is typed, and again when what it is compared with changes; a button does it without JavaScript
        self.fields["tax_code"].widget.attrs.update(
            {
                "hx-post": reverse("applications:decode_tax_code"),
                "hx-trigger": "input changed delay:300ms, change from:#id_birth_date, change from:[name=sex]",
                "hx-target": "#decoded",
                "hx-sync": "this:replace",
            }
        )

    def clean(self):
        """Compare with the code; a date, a sex or a name that does not match is only a warning, in ``warnings``."""
        cleaned = super().clean()
        self.warnings = []
        if cleaned.get("tax_code"):
            decoded = tax_code.read(cleaned["tax_code"])
            self.warnings += tax_code.compare(
                decoded, birth_date=cleaned.get("birth_date"), sex=cleaned.get("sex"), on=self.today
            )
            warning = tax_code.name_warning(
                decoded, last_name=cleaned.get("last_name", ""), first_name=cleaned.get("first_name", "")
            )
            if warning:
                self.warnings.append(("last_name", warning))
        if cleaned.get("birth_date") and self.today.year - cleaned["birth_date"].year > tax_code.OLDEST:
            self.add_error(
                "birth_date", _("With this date the person would be over 120 years old: check the year.")
            )
        return cleaned

    def decoded(self):
        """What the typed code says so far, or the sentence of why it cannot be read: (Decoded or None,
        sentence).
        """
        typed = self.data.get("tax_code", "") if self.is_bound else self.initial.get("tax_code", "")
        if not typed:
            return None, ""
        try:
            return tax_code.read(typed), ""
        except Refused as refusal:
            return None, str(refusal)


class CreateForm(PersonForm):
    """The first page of an application: which call, which Comune, who."""

    call = forms.ModelChoiceField(label=_("Call"), queryset=Call.objects.none(), empty_label=None)
    municipality = forms.ModelChoiceField(
        label=_("Comune"), queryset=Office.objects.none(), empty_label=_("Choose…")
    )
    not_the_same = forms.BooleanField(label=_("It is not the same person"), required=False)
    why_not_the_same = forms.CharField(
        label=_("How do you know?"),
        max_length=300,
        required=False,
        help_text=_("It is kept with the case. For example: I have seen both health cards."),
    )
    why_here = forms.CharField(
        label=_("Why is the application made here now?"),
        max_length=300,
        required=False,
        help_text=_(
            "It is kept with the case. For example: she moved here in September, I have seen the registry."
        ),
    )
    # pressed after seeing the earlier case: the same person again, in another call
    same_person = forms.BooleanField(required=False, widget=forms.HiddenInput)

    ASIDE = ("not_the_same", "why_not_the_same", "why_here")  # asked only beside an earlier case
    field_order = ("call", "municipality", *PersonForm.base_fields, *ASIDE)

    def __init__(self, *args, by, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        calls = Call.objects.visible_to(by).open_at(at)
        offices = Office.objects.visible_to(by).filter(kind=Office.Kind.MUNICIPALITY)
        if by.office.kind == Office.Kind.MUNICIPALITY:
            offices = offices.filter(pk=by.office.pk)
            self.initial.setdefault("municipality", by.office.pk)
            self.fields["municipality"].empty_label = None
        self.fields["call"].queryset, self.fields["municipality"].queryset = calls, offices
        self.similar = []

    def clean(self):
        """Stop for somebody alike in the Ambito until the typist says it is another person."""
        cleaned = super().clean()
        if cleaned.get("not_the_same") and not cleaned.get("why_not_the_same"):
            self.add_error("why_not_the_same", _("Write how you know that it is another person."))
        if self.errors:
            return cleaned
        self.similar = alike(cleaned, plan_office=self.by.plan_office)
        if self.similar and not cleaned.get("not_the_same") and not cleaned.get("same_person"):
            self.add_error(
                None,
                _(
                    "Somebody with a similar name and date of birth is already registered: "
                    "look below before going on."
                ),
            )
        return cleaned

    @property
    def other_errors(self):
        """True when something beside the questions about an earlier case is wrong."""
        return bool(self.errors.keys() - {"why_here"})

    def person_fields(self):
        """The arguments of ``actions.create`` that describe the person."""
        return {name: self.cleaned_data[name] for name in PersonForm.base_fields}


def alike(fields, *, plan_office):
    """Persons of the Ambito, with another codice fiscale, who may be the same: name and date of birth
    nearly equal.
    """
    names = slugify(f"{fields['last_name']} {fields['first_name']}")
    born = fields["birth_date"]
    near = Person.objects.filter(plan_office=plan_office, united_into=None).exclude(
        tax_code__in=tax_code.variants(fields["tax_code"])
    )
    near = near.filter(
        Q(birth_date=born) | Q(last_name__iexact=fields["last_name"], birth_date__year=born.year)
    ).select_related("municipality")
    found = []
    for person in near:
        other = slugify(f"{person.last_name} {person.first_name}")
        ratio = SequenceMatcher(None, names, other).ratio()
        swapped = sorted(f"{person.birth_date:%d%m}") == sorted(f"{born:%d%m}")
        if (person.birth_date == born and ratio >= ALIKE) or (names == other and swapped):
            found.append(person)
    return found


class RegisteredPersonForm(PersonForm):
    """... and how they read: asked once the person is registered, so that a new application resets it for nobody."""

    large_print = Person._meta.get_field("large_print").formfield(
        help_text=_("Every letter of this person follows; who sends one letter can still choose otherwise.")
    )


class PersonStep(Step):
    """Step “persona” of an application that exists."""

    code = "persona"

    def build(self):
        person = self.application.person
        initial = {name: getattr(person, name) for name in RegisteredPersonForm.base_fields}
        return RegisteredPersonForm(self.data, initial=initial, person=person, today=self.today)

    def check_together(self):
        """The codice fiscale of somebody else of the Ambito cannot be taken."""
        code = self.form.cleaned_data["tax_code"]
        person = self.application.person
        if (
            Person.objects.filter(plan_office=person.plan_office, tax_code=code, united_into=None)
            .exclude(pk=person.pk)
            .exists()
        ):
            self.form.add_error(
                "tax_code", _("A person with this codice fiscale is already registered in the Ambito.")
            )
            return False
        return True
