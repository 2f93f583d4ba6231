"""A new monthly amount from a month on: a changed ISEE, a new contract, a local cap."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import append_only
from vouchers.models._line_money import held_to_its_line
from vouchers.models._scope import through


class AmountChange(models.Model):
    """From ``from_month`` (a first day) on the component is worth ``monthly_amount``, by what was decided at
    ``decided_at``. Of two changes that cover a month the later decision holds; none is ever removed."""

    component = models.ForeignKey("vouchers.AwardComponent", models.PROTECT, related_name="changes")
    from_month = models.DateField()
    monthly_amount = models.DecimalField(max_digits=9, decimal_places=2)
    determination = models.ForeignKey(
        "applications.Determination", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("Reason"), max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = through("component__award__application").as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(monthly_amount__gte=0), name="changed_amount_not_negative"),
            models.CheckConstraint(condition=Q(from_month__day=1), name="change_from_first_day"),
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_its_reason"),
        ]
        triggers = [
            *append_only(),
            *held_to_its_line(pgtrigger.Insert, of_the_row="part.id = NEW.component_id"),
        ]

    def __str__(self):
        return f"{self.component} {self.from_month:%Y-%m} {self.monthly_amount}"
