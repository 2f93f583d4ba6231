"""A membership: this person works in this office, in this role, from a day to a day (both included)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.office import Office
from accounts.roles import ROLE_CHOICES, ROLES


class MembershipQuerySet(models.QuerySet):
    def current(self, *, on):
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)

    def visible_to(self, user):
        return self.filter(office__in=Office.objects.visible_to(user))


class Membership(models.Model):
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=ROLE_CHOICES)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(
        _("to"), null=True, blank=True, help_text=_("Last day included; empty: no end.")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["office__name", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "office", "role"],
                name="membership_once",
                violation_error_message=_("This person already has this role in this office."),
            ),
            models.CheckConstraint(
                name="membership_dates_in_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(name="membership_role_known", condition=Q(role__in=sorted(ROLES))),
        ]

    def __str__(self):
        return f"{self.policy.label}, {self.office.name}"

    @property
    def policy(self):
        return ROLES[self.role]

    def is_current(self, *, on):
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
