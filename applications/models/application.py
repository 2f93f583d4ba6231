"""The case (pratica): one application of one person to one call."""

import secrets

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from applications.models._history import tracked
from applications.models.call import additions
from applications.workflow import OPEN, Status, edges

ZERO_OR_MORE = _("The amount cannot be negative.")
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def draft_code():
    """A short unguessable name for a case that has no protocol number yet: ``bozza-`` and 8 signs."""
    return "bozza-" + "".join(secrets.choice(_ALPHABET) for _unused in range(8))


class Intervention(models.TextChoices):
    """The five interventions of the regional text; a rule set says which exist and what they pay."""

    CAREGIVER = "caregiver", _("Grant for the family caregiver")
    CAREGIVER_SUPPLEMENT = "caregiver_supplement", _("Supplement for the employed carer")
    CARER = "carer", _("Grant for the carer, without a family caregiver")
    MINORS_VOUCHER = "minors_voucher", _("Voucher for minors' social life")
    INDEPENDENT_LIVING = "independent_living", _("Independent living project")


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The one rule of which cases an office sees.

        A Comune sees its own, a Plan Office those of its Ambito, an ASST those sent to it. Nobody else sees any.
        """
        office = user.office
        if office is None or not user.may("case.read"):
            return self.none()
        if office.kind == Office.Kind.MUNICIPALITY:
            return self.filter(municipality=office)
        if office.kind == Office.Kind.PLAN_OFFICE:
            return self.filter(plan_office=office)
        return self.filter(health_office=office, sent_to_asst_at__isnull=False)

    def by_ref(self, ref):
        """Rows whose protocol number or draft code is ``ref`` (none or one)."""
        return self.filter(Q(number=ref) | Q(draft_code=ref))

    def lock(self, pk):
        """The case, locked until the transaction ends, as it is once the lock is there.

        The row alone: joined with an office or a person, a case that is handed over or united meanwhile would not be
        found, or would be read as it was. What hangs from it is read when it is asked for: a verb asks for little,
        and planning a join of eleven tables was most of the time of a lock.
        """
        return (
            self.model.objects.select_for_update().prefetch_related(additions("call__additions")).get(pk=pk)
        )

    def with_people(self):
        """With all that a list row or a case header shows, in one query."""
        return self.select_related(
            "person",
            "municipality",
            "case_manager",
            "call__rule_set",
            "call__assessment_terms",
            "plan_office",
            "health_office",
            "declaration",
        ).prefetch_related(additions("call__additions"))


@tracked
class Application(models.Model):
    """What was asked, by whom, where it stands. Evidence about the person hangs from ``person``."""

    # set by the system
    draft_code = models.CharField(max_length=20, unique=True, default=draft_code, editable=False)
    number = models.CharField(max_length=32, unique=True, null=True, blank=True, editable=False)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False)
    edit_version = models.PositiveIntegerField(
        default=0, help_text="raised at every change: a stale page is refused"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    # who and where
    call = models.ForeignKey("applications.Call", models.PROTECT, related_name="applications")
    person = models.ForeignKey("applications.Person", models.PROTECT, related_name="applications")
    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    municipality = models.ForeignKey("accounts.Office", models.PROTECT, related_name="cases")
    case_manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="cases"
    )

    # filled by the social worker
    requested = ArrayField(
        models.CharField(max_length=30, choices=Intervention.choices), default=list, blank=True
    )
    resident = models.BooleanField(_("Resident in the Ambito"), null=True, blank=True)
    resident_checked_on = models.DateField(_("Registry checked on"), null=True, blank=True)
    lives_at_home = models.BooleanField(_("Lives at home"), null=True, blank=True)
    declares_no_certificate = models.BooleanField(_("Has neither Law 104 nor care allowance"), default=False)
    has_caregiver = models.BooleanField(_("A family caregiver assists"), null=True, blank=True)
    has_carer = models.BooleanField(_("There is an employed carer"), null=True, blank=True)
    other_measures = ArrayField(
        models.CharField(max_length=40), null=True, blank=True, help_text="None: nobody asked yet"
    )
    minors_project_title = models.CharField(_("Project for the minor"), max_length=160, blank=True)
    minors_project_cost = models.DecimalField(
        _("Monthly cost of the project"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    independent_project_title = models.CharField(_("Independent living project"), max_length=160, blank=True)
    independent_project_cost = models.DecimalField(
        _("Monthly cost of the personal assistant"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    # where the money goes
    payee_name = models.CharField(_("Account holder"), max_length=120, blank=True)
    payee_tax_code = models.CharField(_("Codice fiscale of the holder"), max_length=16, blank=True)
    iban = models.CharField("IBAN", max_length=34, blank=True)
    payee_delegated = models.BooleanField(_("Mandate to collect on file"), default=False)

    # filled when it happens
    consent_given_on = models.DateField(_("Privacy notice signed on"), null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    health_office = models.ForeignKey(
        "accounts.Office", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_to_asst_at = models.DateTimeField(null=True, blank=True)
    sent_to_asst_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_over_at = models.DateTimeField(
        null=True, blank=True, help_text="last passage to another Comune: it does not read what was before"
    )
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    documents_due_on = models.DateField(null=True, blank=True)
    visit_on = models.DateField(_("Home visit on"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["plan_office", "status", "-created_at"], name="case_ambito_status"),
            models.Index(fields=["municipality", "status", "-created_at"], name="case_comune_status"),
            models.Index(fields=["plan_office", "-created_at", "-id"], name="case_ambito_newest"),
            models.Index(fields=["municipality", "-created_at", "-id"], name="case_comune_newest"),
            GinIndex(
                OpClass("plan_office", name="int8_ops"),
                OpClass("number", name="gin_trgm_ops"),
                name="case_search_number",
            ),
            models.Index(F("plan_office"), Right("iban", 4), name="case_search_iban"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "person"],
                condition=Q(status__in=sorted(s.value for s in OPEN)),
                name="one_open_case_per_person_and_call",
                violation_error_message=_("This person already has an open case in this call."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "closed"])
                | Q(number__isnull=False, submitted_at__isnull=False),
                name="case_past_draft_has_number",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="case_submitted_paired",
            ),
            models.CheckConstraint(
                condition=Q(handed_over_at__isnull=True, handed_over_by__isnull=True)
                | Q(handed_over_at__isnull=False, handed_over_by__isnull=False),
                name="case_handed_over_paired",
            ),
            models.CheckConstraint(
                condition=(Q(minors_project_cost__isnull=True) | Q(minors_project_cost__gte=0))
                & (Q(independent_project_cost__isnull=True) | Q(independent_project_cost__gte=0)),
                name="case_costs_not_negative",
                violation_error_message=ZERO_OR_MORE,
            ),
        ]
        triggers = [
            pgtrigger.FSM(name="status_moves", field="status", transitions=edges()),
            pgtrigger.Protect(
                name="no_delete_past_draft",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__number__isnull=False),
            ),
            # the row of the person is locked, so that no case slips in while two records are being united
            pgtrigger.Trigger(
                name="person_is_not_united",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("person_id"),
                when=pgtrigger.Before,
                declare=[("gone", "BIGINT")],
                func="""
        SELECT united_into_id INTO gone FROM applications_person WHERE id = NEW.person_id FOR KEY SHARE;
        IF gone IS NOT NULL THEN
            RAISE EXCEPTION 'person_is_not_united: the record is part of another' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.ref

    @property
    def ref(self):
        """What the case is called in addresses and lists: its protocol number, or its draft code."""
        return self.number or self.draft_code

    @property
    def is_open(self):
        return self.status in OPEN
