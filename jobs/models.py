"""A job is a list of small pieces of work, kept as rows.

The rows are the outbox, the progress bar and the memory of what failed: the broker only rings the bell
(performance.md: early or late acknowledgement alone loses or doubles work when a worker is killed).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Jobs of the user's own office; to the Plan Office also those of the offices below it."""
        offices = Office.objects.visible_to(user)
        own = getattr(user, "office", None)
        if own is None or own.kind != Office.Kind.PLAN_OFFICE:
            offices = offices.filter(pk=own.pk if own else None)
        return self.filter(office__in=offices)

    def unfinished(self):
        return self.filter(state__in=Job.UNFINISHED)

    def waiting_for_a_worker(self, *, now, patience):
        """Queued and never picked up within `patience`, or running with a lease that expired."""
        return self.filter(
            Q(state=Job.State.QUEUED, woken_at__lte=now - patience)
            | Q(state=Job.State.RUNNING, lease_until__lt=now)
        )


class JobItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(job__in=Job.objects.visible_to(user))


class Job(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to start")
        RUNNING = "running", _("In progress")
        DONE = "done", _("Finished")
        FAILED = "failed", _("Finished with errors")
        CANCELLED = "cancelled", _("Stopped")

    UNFINISHED = (State.QUEUED, State.RUNNING)

    # What it is. `args` and the items' args hold ids only: never a name, a codice fiscale or an IBAN.
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    label = models.CharField(max_length=200, blank=True)
    args = models.JSONField(default=dict, blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="jobs")
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs_started"
    )

    # How far it is; written only by jobs.work and the actions.
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    total = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs_cancelled",
    )

    # Who is working at it now: the lease expires by itself when a worker dies.
    woken_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=64, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]
        indexes = [
            models.Index(
                fields=["state", "lease_until"],
                name="job_unfinished",
                condition=Q(state__in=["queued", "running"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_count__lte=F("total") - F("failed_count")), name="job_counts_within_total"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "running"]) | Q(finished_at__isnull=False),
                name="job_finished_has_its_date",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True)
                | Q(cancelled_at__isnull=False, cancelled_by__isnull=False),
                name="job_cancelled_at_and_by",
            ),
        ]

    def __str__(self):
        return self.label or self.key

    @property
    def is_finished(self):
        return self.state not in self.UNFINISHED

    @property
    def tried_count(self):
        return self.done_count + self.failed_count


class JobItem(models.Model):
    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=120)
    label = models.CharField(max_length=200)
    args = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    reason = models.CharField(max_length=500, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retried_at = models.DateTimeField(null=True, blank=True)
    retried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = JobItemQuerySet.as_manager()

    class Meta:
        ordering = ["job", "position"]
        indexes = [
            models.Index(fields=["job", "position"], name="jobitem_pending", condition=Q(state="pending")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["job", "key"], name="jobitem_once_per_job"),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(reason=""), name="jobitem_failed_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(retried_at__isnull=True, retried_by__isnull=True)
                | Q(retried_at__isnull=False, retried_by__isnull=False),
                name="jobitem_retried_at_and_by",
            ),
        ]

    def __str__(self):
        return self.label
