"""A free reminder somebody wrote for themselves or a colleague: the only task that does not come from the case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models._history import tracked
from applications.models._scope import CaseRows, since_handed_over


class MemoQuerySet(CaseRows):
    def visible_to(self, user):
        """Those of the cases one sees, for who reads the notes of a case; not those of before a passage."""
        if not user.may("case.health.read"):  # what people write may be clinical
            return self.none()
        return since_handed_over(super().visible_to(user), user, "added_at")


@tracked
class Memo(models.Model):
    """``text`` to be done by ``to`` on the day ``due_on``; done once, by whoever presses the button."""

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="memos")
    text = models.CharField(_("What is to be done"), max_length=200)
    due_on = models.DateField(_("On the day"))
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Who does it")
    )
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MemoQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["to", "due_on"], condition=Q(done_at__isnull=True), name="memos_to_do"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="memo_says_something"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="memo_done_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.application} {self.due_on}"
