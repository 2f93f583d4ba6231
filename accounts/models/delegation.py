"""A delegation: somebody lets a named colleague approve in their place, from a day to a day (both included).

``may_reject``: the colleague may also reject an application that waits for its plan to be approved.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.membership import Membership
from accounts.models.office import Office
from accounts.roles import ROLES

DELEGABLE, ALSO_DELEGABLE = "plan.approve", "case.reject"


def approving_roles():
    """The keys of the roles that approve plans by themselves."""
    return [key for key, role in ROLES.items() if DELEGABLE in role.permissions]


class DelegationQuerySet(models.QuerySet):
    def current(self, *, on):
        """Those that hold on the day ``on``: in their days, not taken back, given by who still approves there."""
        approves = Membership.objects.current(on=on).filter(
            user=OuterRef("delegated_by"), office=OuterRef("office"), role__in=approving_roles()
        )
        return self.filter(
            Exists(approves),
            starts_on__lte=on,
            ends_on__gte=on,
            ended_at__isnull=True,
            delegated_by__is_active=True,
            delegate__is_active=True,
        )

    def visible_to(self, user):
        return self.filter(office__in=Office.objects.visible_to(user))


class Delegation(models.Model):
    """Recorded, never changed; taking it back early is written beside it. It ends by itself after ``ends_on``."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="delegations")
    delegated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    delegated_at = models.DateTimeField()
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations", verbose_name=_("Colleague")
    )
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day, included"))
    reason = models.CharField(_("Why"), max_length=200)
    may_reject = models.BooleanField(_("Also rejects applications"), default=False, db_default=False)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="delegation_dates_in_order",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(delegate=F("delegated_by")),
                name="delegation_to_another",
                violation_error_message=_("Choose somebody else: nobody delegates to themselves."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="delegation_end_has_who",
            ),
            ExclusionConstraint(
                name="delegations_do_not_overlap",
                expressions=[
                    ("delegate", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "ends_on",
                            RangeBoundary(inclusive_lower=True, inclusive_upper=True),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(ended_at__isnull=True),
                violation_error_message=_("This person already has a delegation in these days."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="delegation_is_not_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="delegation_stands", exclude=["ended_at", "ended_by"]),
        ]

    def __str__(self):
        return f"{self.delegated_by} → {self.delegate} {self.starts_on} – {self.ends_on}"
