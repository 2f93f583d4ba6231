"""The words of an office's letters, by version, and every letter that left: its words, its code, how it was sent."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.append_only import no_truncate
from applications.models._scope import CaseRows


class LetterKind(models.TextChoices):
    """What a letter is about."""

    ACCEPTANCE = "acceptance", _("Acceptance")
    WAITING_LIST = "waiting_list", _("Waiting list")
    DOCUMENTS = "documents", _("Missing documents")
    REFUSAL_NOTICE = "refusal_notice", _("Notice of refusal (art. 10-bis)")
    REFUSAL = "refusal", _("Refusal")
    AMOUNT_CHANGE = "amount_change", _("Change of amount")
    SUSPENSION = "suspension", _("Suspension")
    RESUMPTION = "resumption", _("Resumption")
    END = "end", _("End of the voucher")
    CLAIM = "claim", _("Money to give back")
    DEATH = "death", _("After a death")
    REOPENING = "reopening", _("Case reopened")
    APPEAL_OUTCOME = "appeal_outcome", _("Outcome of a review or an appeal")
    RECEIPT = "receipt", _("Receipt of an application")
    PAYMENT = "payment", _("Monthly letter of a payment")
    NEW_ISEE = "new_isee", _("To many families: the new ISEE")
    LATE_DOCUMENTS = "late_documents", _("To many families: documents awaited")


class LetterTextQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the user's Ambito."""
        if user.office is None or not user.may("call.read"):
            return self.none()
        return self.filter(plan_office=user.plan_office)


class LetterText(models.Model):
    """The words of one kind of letter for one Plan Office: written by one person, published by another, then for ever.

    ``sections``: {section: text with placeholders}. The shipped words are version 0 and no row.
    """

    plan_office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="letter_texts")
    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    version = models.PositiveIntegerField()
    sections = models.JSONField()
    edit_version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = LetterTextQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan_office", "kind", "version"], name="letter_text_version_once"
            ),
            models.UniqueConstraint(
                fields=["plan_office", "kind"],
                condition=Q(published_at__isnull=True),
                name="letter_text_one_draft",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="letter_text_after_the_shipped_one"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False)
                & ~Q(published_by=F("written_by")),
                name="letter_text_published_by_another",
                violation_error_message=_("You prepared it: someone else publishes it."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_text_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.version}"


_BACK_OR_RECEIVED = Q(came_back_on__isnull=True) | Q(came_back_on__gte=F("sent_on"), received_on__isnull=True)


class IssuedLetter(models.Model):
    """A letter of a case as it left. ``code``: what a printed copy is checked by.

    ``text`` is null for the shipped words and for papers without words of the office. How it was sent is that of the
    last time; the times before are its ``earlier`` ones.
    """

    class How(models.TextChoices):
        POST = "post", _("By registered post")
        PEC = "pec", _("By certified e-mail (PEC)")
        HAND = "hand", _("By hand")

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="letters")
    document = models.OneToOneField("applications.Document", models.PROTECT, related_name="letter")
    kind = models.CharField(max_length=20, choices=LetterKind.choices, blank=True)
    text = models.ForeignKey(LetterText, models.PROTECT, null=True, blank=True, related_name="letters")
    code = models.CharField(max_length=12, db_index=True)
    large_print = models.BooleanField(default=False)
    how = models.CharField(_("How was it sent?"), max_length=8, choices=How.choices, blank=True)
    sent_on = models.DateField(_("Sent on"), null=True, blank=True)
    received_on = models.DateField(_("Received on"), null=True, blank=True)
    came_back_on = models.DateField(_("Came back to us on"), null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = CaseRows.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    sent_on__isnull=True,
                    received_on__isnull=True,
                    came_back_on__isnull=True,
                    how="",
                    recorded_at__isnull=True,
                )
                | Q(sent_on__isnull=False, recorded_at__isnull=False, recorded_by__isnull=False) & ~Q(how=""),
                name="letter_sent_says_how",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="letter_received_after_sent",
                violation_error_message=_("It cannot be received before it was sent: check the two dates."),
            ),
            models.CheckConstraint(condition=_BACK_OR_RECEIVED, name="letter_back_or_received"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="letter_stands",
                exclude=["how", "sent_on", "received_on", "came_back_on", "recorded_at", "recorded_by"],
            ),
            pgtrigger.Protect(name="letter_never_deleted", operation=pgtrigger.Delete),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.application} {self.code}"


class EarlierSendingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the letters ``user`` sees."""
        return self.filter(letter__in=IssuedLetter.objects.visible_to(user))


class EarlierSending(models.Model):
    """A time the letter was sent before the last one: to a wrong address, back from the post, or simply once more."""

    letter = models.ForeignKey(IssuedLetter, models.PROTECT, related_name="earlier")
    how = models.CharField(max_length=8, choices=IssuedLetter.How.choices)
    sent_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    came_back_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = EarlierSendingQuerySet.as_manager()

    class Meta:
        ordering = ["sent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=F("sent_on")),
                name="earlier_sending_received_after_sent",
            ),
            models.CheckConstraint(condition=_BACK_OR_RECEIVED, name="earlier_sending_back_or_received"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="earlier_sending_stands"),
            pgtrigger.Protect(name="earlier_sending_never_deleted", operation=pgtrigger.Delete),
            no_truncate(),
        ]

    def __str__(self):
        return f"{self.letter} {self.sent_on}"
