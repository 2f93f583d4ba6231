"""Query sets that answer "does this row exist for my office?" for everything about money."""

from django.db import models

from applications.models import Application


def through(path):
    """Query set class for rows whose case is reached through ``path``: visible where the case is, to roles
    that may see money."""

    class Rows(models.QuerySet):
        def visible_to(self, user):
            if not user.may("money.read"):
                return self.none()
            return self.filter(**{f"{path}__in": Application.objects.visible_to(user)})

    return Rows


class OfRun(models.QuerySet):
    """Rows with a ``run``: visible where the run is."""

    def visible_to(self, user):
        if not user.may("payment.read") or user.office is None:
            return self.none()
        return self.filter(run__plan_office=user.office)
