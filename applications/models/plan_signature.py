"""Who signs a plan, on paper or in the system; which signatures a call asks for; comments of who sends it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import rows_below
from applications.models._signature import Signature, void_has_reason
from applications.models.assessment_terms import AssessmentTermsQuerySet
from applications.models.plan import IndividualPlan


class Party(models.TextChoices):
    PERSON = "person", _("The person or who represents them")
    CAREGIVER = "caregiver", _("Family caregiver")
    SOCIAL = "social", _("Social worker")
    ASST = "asst", _("ASST")
    MANAGER = "manager", _("Plan Office manager")


class PlanSignature(Signature):
    """In the system: ``signed_by`` signed. On paper: ``name`` signed on ``signed_on``, ``signed_by`` put it in."""

    class Way(models.TextChoices):
        SYSTEM = "system", _("in the system")
        PAPER = "paper", _("on paper")

    plan = models.ForeignKey(IndividualPlan, models.PROTECT, related_name="signatures")
    party = models.CharField(_("Who signs"), max_length=10, choices=Party.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    name = models.CharField(_("Name and surname of who signed"), max_length=120)
    signed_on = models.DateField(_("Date on the paper"), null=True, blank=True)
    page = models.PositiveSmallIntegerField(_("Page of the scan"), null=True, blank=True)
    document = models.ForeignKey(
        "applications.Document", models.PROTECT, null=True, blank=True, related_name="+"
    )
    got_copy = models.BooleanField(_("I received a copy"), default=False)
    agrees = models.BooleanField(_("I understood and I agree"), default=False)
    would_change = models.CharField(_("I would change"), max_length=300, blank=True)

    objects = rows_below("plan__application").as_manager()

    class Meta(Signature.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "party"],
                condition=Q(voided_at__isnull=True),
                name="one_valid_plan_signature_per_party",
            ),
            void_has_reason("plan_signature_void_has_reason"),
            models.CheckConstraint(
                condition=Q(way="paper", document__isnull=False, signed_on__isnull=False)
                | Q(way="system", document__isnull=True, signed_on__isnull=True, page__isnull=True),
                name="plan_signature_on_paper_has_scan",
            ),
            # the person and the caregiver have no access of their own
            models.CheckConstraint(
                condition=Q(way="paper") | ~Q(party__in=["person", "caregiver"]),
                name="plan_signature_of_family_on_paper",
            ),
        ]

    def __str__(self):
        return f"{self.plan} {self.party}"


class PlanComment(models.Model):
    """What who sent the plan back wrote beside one row: ``section`` is the list or text, ``row_key`` its row."""

    plan = models.ForeignKey(IndividualPlan, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=20)
    row_key = models.UUIDField(null=True, blank=True)
    about = models.CharField(max_length=200)  # the words of the row when the comment was written
    text = models.CharField(max_length=600)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = rows_below("plan__application").as_manager()

    class Meta:
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.plan} {self.section}"


def usual_signatures():
    """The signatures no plan is approved without while the office has not chosen: of who writes and who approves."""
    return [Party.SOCIAL.value, Party.MANAGER.value]


@tracked
class PlanTerms(models.Model):
    """What an office asks of the plans of a call: its own settings, not the law's. A call without a row: the usual.

    ``required``: parties of ``Party`` whose signature must be there before the approval. ``days``: from the request to
    the plan, 90 by L.R. 25/2022 art. 5 as the office reads it; None when the call does not count them.
    """

    call = models.OneToOneField("applications.Call", models.CASCADE, related_name="plan_terms")
    required = models.JSONField(_("Signatures needed before the approval"), default=usual_signatures)
    days = models.PositiveSmallIntegerField(
        _("Days from the request to the plan"), null=True, blank=True, default=90
    )
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = AssessmentTermsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gte=1), name="plan_terms_days_positive"
            )
        ]

    def __str__(self):
        return str(self.call)


def plan_terms_of(call):
    """The terms of a call, or those that hold while its office has set none."""
    return getattr(call, "plan_terms", None) or PlanTerms(call=call)
