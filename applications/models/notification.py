"""What changed that concerns somebody, and the mail of the morning that says how much of it there is.

A notification is never the only place of a duty: duties are computed in ``work.py``.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from applications.models.application import Application


class Kind(models.TextChoices):
    """What somebody can choose to be told of."""

    TO_SIGN = "to_sign", _("A signature is asked of you")
    SIGNED = "signed", _("Signatures given or refused")
    TO_APPROVE = "to_approve", _("Plans to approve")
    RETURNED = "returned", _("Plans returned")
    APPROVED = "approved", _("Plans approved")
    REMINDER = "reminder", _("Reminders")
    DOCUMENTS = "documents", _("Documents arrived")
    ASSIGNED = "assigned", _("Cases given to you, or taken from you")
    ASKED = "asked", _("Questions between offices")
    DECIDED = "decided", _("Decisions on the case")
    MONEY = "money", _("Voucher started, suspended, resumed, ended; payments returned")
    CONTROL = "control", _("Controls by sample")
    READY = "ready", _("Files ready to be taken")


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, while the case is one's own office's: it leaves together with the case."""
        if user.pk is None:
            return self.none()
        cases = Application.objects.visible_to(user).filter(pk=OuterRef("application"))
        return self.filter(Q(application__isnull=True) | Exists(cases), user=user)

    def wanted(self, how):
        """Without the kinds their person switched off. ``how``: ``"in_app"`` or ``"by_mail"``."""
        off = NotificationChoice.objects.filter(user=OuterRef("user"), kind=OuterRef("kind"), **{how: False})
        return self.filter(~Exists(off))

    def unread(self):
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """Who, which case, what kind, since when. No personal data: the words are made when the page is read."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, null=True, related_name="notifications"
    )
    event = models.ForeignKey("applications.Event", models.CASCADE, null=True, related_name="+")
    job = models.ForeignKey("jobs.Job", models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(
        "applications.Digest", models.SET_NULL, null=True, related_name="notifications"
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["user", "application", "-at"], name="notification_by_person"),
            models.Index(
                fields=["user", "application"], condition=Q(read_at__isnull=True), name="notification_unread"
            ),
            models.Index(
                fields=["at"],
                condition=Q(read_at__isnull=True, digest__isnull=True),
                name="notification_undigested",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "event"], name="notification_once_per_fact"),
            models.UniqueConstraint(fields=["user", "job"], name="notification_once_per_job"),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(job__isnull=False),
                name="notification_is_about_something",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.application or self.job}"


class Own(models.QuerySet):
    """Rows of one person."""

    def visible_to(self, user):
        return self.filter(user=user) if user.pk else self.none()


class NotificationChoice(models.Model):
    """What one person does not want of one kind; without a row both ways are on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notification_choices")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    objects = Own.as_manager()

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notification_choice_once_per_kind")
        ]

    def __str__(self):
        return self.kind


class Digest(models.Model):
    """The one mail of a day to a person. ``message_id`` is written before the first attempt and never changes."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField()
    message_id = models.CharField(max_length=200, unique=True)
    sent = models.BooleanField(default=False)

    objects = Own.as_manager()

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]

    def __str__(self):
        return f"{self.day}"
