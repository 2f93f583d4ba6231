"""Which letters of an office leave by themselves with the fact they tell; the others are proposed as a task."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models.letter import LetterKind


class LetterChoiceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """That of the user's Ambito."""
        if user.office is None or not user.may("call.read"):
            return self.none()
        return self.filter(plan_office=user.plan_office)


class LetterChoice(models.Model):
    """The choice of one Plan Office. Without a row nothing leaves by itself."""

    plan_office = models.OneToOneField("accounts.Office", models.PROTECT, related_name="letter_choice")
    by_itself = ArrayField(
        models.CharField(max_length=20, choices=LetterKind.choices),
        verbose_name=_("They leave by themselves"),
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = LetterChoiceQuerySet.as_manager()

    def __str__(self):
        return f"{self.plan_office} {', '.join(self.by_itself)}"
