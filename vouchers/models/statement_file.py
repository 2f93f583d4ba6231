"""What every person received in a year, fifty people to a file."""

from django.db import models

from accounts.append_only import append_only


class StatementFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of one's own Plan Office, for roles that may read payments."""
        if not user.may("payment.read") or user.office is None:
            return self.none()
        return self.filter(job__office=user.office)


class StatementFile(models.Model):
    """``part`` 1, 2, … of the statements of ``year`` asked for once (``job``)."""

    job = models.ForeignKey("jobs.Job", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    part = models.PositiveSmallIntegerField()
    people = models.PositiveSmallIntegerField()
    stored = models.OneToOneField("papers.StoredFile", models.PROTECT, related_name="+")

    objects = StatementFileQuerySet.as_manager()

    class Meta:
        ordering = ["job", "part"]
        constraints = [models.UniqueConstraint(fields=["job", "part"], name="one_part_of_the_statements")]
        triggers = append_only()

    def __str__(self):
        return f"{self.year} {self.part}"
