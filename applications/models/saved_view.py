"""A list of cases somebody wants to find again: a name for a choice of filters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own. Others get the address, which holds the filters and shows them only what they may see."""
        return self.filter(created_by=user)


class SavedView(models.Model):
    """``query``: the filters as they stand in the address, sorted; never a name or a tax code (no ``q``)."""

    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    created_at = models.DateTimeField()
    name = models.CharField(_("Name of the view"), max_length=40)
    query = models.CharField(max_length=500)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "name"],
                name="saved_view_once_by_name",
                violation_error_message=_("You already have a view with this name."),
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="saved_view_says_something"),
        ]

    def __str__(self):
        return self.name
