"""The person the measure is for, the household and whoever may sign for them."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import PersonRows


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Persons with a case the user's office sees."""
        cases = self.model._meta.apps.get_model("applications", "Application").objects.visible_to(user)
        return self.filter(pk__in=cases.values("person"))


class Sex(models.TextChoices):
    FEMALE = "F", _("Female")
    MALE = "M", _("Male")


@tracked(exclude=["search"])
class Person(models.Model):
    """Registered once in each Ambito: another Ambito's register is another world."""

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    tax_code = models.CharField(_("Codice fiscale"), max_length=16)
    last_name = models.CharField(_("Last name"), max_length=80)
    first_name = models.CharField(_("First name"), max_length=80)
    birth_date = models.DateField(_("Date of birth"))
    birth_place = models.CharField(_("Place of birth"), max_length=80, blank=True)
    sex = models.CharField(_("Sex"), max_length=1, choices=Sex.choices)
    address = models.CharField(_("Address"), max_length=160, blank=True)
    postal_code = models.CharField(_("Postal code"), max_length=5, blank=True)
    municipality = models.ForeignKey("accounts.Office", models.PROTECT, related_name="residents")
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    # what the person, or who reads for them, asked for: every letter follows unless its sender chooses otherwise
    large_print = models.BooleanField(
        _("Letters in large print (16 points)"), default=False, db_default=False
    )
    died_on = models.DateField(null=True, blank=True)
    united_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed",
        help_text="the record that took the place of this one: it has no case any more, only the money paid under it",
    )  # fmt: skip
    # last and first name without accents and apostrophes, in capitals: kept by the database (search_form)
    search = models.GeneratedField(
        expression=Func(Concat("last_name", Value(" "), "first_name"), function="search_form"),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name"]
        indexes = [
            # one search inside one Ambito: parts of names and names with a typo
            GinIndex(
                OpClass("plan_office", name="int8_ops"),
                OpClass("search", name="gin_trgm_ops"),
                name="person_search_names",
            ),
            # the beginning of a codice fiscale
            models.Index(
                OpClass("tax_code", name="varchar_pattern_ops"),
                F("plan_office"),
                name="person_search_tax_code",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_office", "tax_code"],
                condition=Q(united_into__isnull=True),
                name="person_once_in_ambito",
                violation_error_message=_(
                    "A person with this codice fiscale is already registered in the Ambito."
                ),
            ),
            models.CheckConstraint(
                condition=Q(tax_code__regex=r"^([A-Z0-9]{16}|[0-9]{11})$"), name="person_tax_code_shape"
            ),
            models.CheckConstraint(
                condition=Q(united_into__isnull=True) | ~Q(united_into=F("pk")), name="person_not_into_itself"
            ),
        ]

    def __str__(self):
        return f"{self.last_name} {self.first_name}"

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}"

    def age_on(self, on):
        """Whole years on the day ``on``; born 29 February counts from 1 March in common years."""
        return (
            on.year
            - self.birth_date.year
            - ((on.month, on.day) < (self.birth_date.month, self.birth_date.day))
        )


class HouseholdMember(models.Model):
    """Somebody who lives with the person."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="household")
    last_name = models.CharField(_("Last name"), max_length=80)
    first_name = models.CharField(_("First name"), max_length=80)
    relation = models.CharField(_("Relation"), max_length=60)
    tax_code = models.CharField(_("Codice fiscale"), max_length=16, blank=True)
    birth_date = models.DateField(_("Date of birth"), null=True, blank=True)

    objects = PersonRows.as_manager()

    class Meta:
        ordering = ["last_name", "first_name"]

    def __str__(self):
        return f"{self.last_name} {self.first_name} ({self.relation})"


class LegalRepresentative(models.Model):
    """Who signs for the person: parents, guardian, curator, support administrator."""

    class Kind(models.TextChoices):
        PARENT = "parent", _("Parent")
        GUARDIAN = "guardian", _("Guardian (tutore)")
        CURATOR = "curator", _("Curator")
        SUPPORT_ADMIN = "support_admin", _("Support administrator")
        PROXY = "proxy", _("Special proxy")

    class Custody(models.TextChoices):
        JOINT = "joint", _("Together with the other parent")
        SOLE = "sole", _("Alone, by order of the court")

    person = models.ForeignKey(Person, models.CASCADE, related_name="representatives")
    kind = models.CharField(_("Title"), max_length=20, choices=Kind.choices)
    last_name = models.CharField(_("Last name"), max_length=80)
    first_name = models.CharField(_("First name"), max_length=80)
    tax_code = models.CharField(_("Codice fiscale"), max_length=16, blank=True)
    phone = models.CharField(_("Phone"), max_length=30, blank=True)
    act = models.CharField(_("Act of appointment"), max_length=160, blank=True)
    # parents of a minor, above all when they live apart
    custody = models.CharField(
        _("Parental responsibility"), max_length=8, choices=Custody.choices, blank=True
    )
    lives_with_person = models.BooleanField(_("Lives with the person"), null=True, blank=True)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("To"), null=True, blank=True)

    objects = PersonRows.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="representative_dates_in_order",
                violation_error_message=_("The end comes before the start: check the two dates."),
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"
