"""Freeze what is handed over with a case."""

from django.utils.translation import override

from applications import transfer_rows
from applications.models import Transfer


def keep_transfer_sheet(*, application, by, at, moved_on, to_name, note, to_office=None, money=()):
    """Keep the sheet as it is now, in Italian. ``money``: further rows [(label, value)]. Returns the Transfer."""
    with override("it"):
        sheet = transfer_rows.sheet(application, money=money)
    return Transfer.objects.create(
        application=application, from_office=application.municipality, to_office=to_office, to_name=to_name,
        moved_on=moved_on, note=note, sheet=sheet, recorded_at=at, recorded_by=by,
    )  # fmt: skip
