"""Query sets that answer "does this row exist for my office?" for everything hanging from a case."""

from django.apps import apps
from django.db import models
from django.db.models import F

from accounts.models import Office


class CaseRows(models.QuerySet):
    """Rows with an ``application`` foreign key: visible exactly when their case is."""

    def visible_to(self, user):
        cases = apps.get_model("applications", "Application").objects.visible_to(user)
        return self.filter(application__in=cases)


def since_handed_over(rows, user, moment):
    """Without the rows, dated ``moment``, older than the passage of their case to the Comune that has it now."""
    if user.office is not None and user.office.kind == Office.Kind.MUNICIPALITY:
        return rows.exclude(**{f"{moment}__lt": F("application__handed_over_at")})
    return rows


class PersonRows(models.QuerySet):
    """Rows with a ``person`` foreign key: visible when the person has a case the user sees."""

    def visible_to(self, user):
        cases = apps.get_model("applications", "Application").objects.visible_to(user)
        return self.filter(person__in=cases.values("person"))


def rows_below(path):
    """A query set class for rows whose case is reached through ``path`` (``"plan__application"``)."""

    class Rows(models.QuerySet):
        def visible_to(self, user):
            cases = apps.get_model("applications", "Application").objects.visible_to(user)
            return self.filter(**{f"{path}__in": cases})

    return Rows
