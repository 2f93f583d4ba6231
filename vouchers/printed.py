"""The lists and notices of a run, found by the code at their foot."""

from django.urls import reverse
from django.utils.translation import gettext as _

from applications import printed
from vouchers.models import RunFile


@printed.finder
def run_papers(user, code):
    """Payment lists and determination notices; the letters are found with the others of their case."""
    rows = RunFile.objects.visible_to(user).filter(stored__printed_code=code, application=None)
    return [
        printed.Printed(
            title=row.get_kind_display(),
            about=_("payments of %(month)s") % {"month": row.run.of_month}
            + (f", {row.place.name}" if row.place else "")
            + (", " + _("part %(n)s") % {"n": row.part} if row.part else ""),
            url=reverse("vouchers:run", args=[row.run.number]),
            stored=row.stored,
            issued_at=row.stored.created_at,
            issued_by=row.stored.created_by.full_name if row.stored.created_by else "",
        )
        for row in rows.select_related("run", "place", "stored__created_by")
    ]
