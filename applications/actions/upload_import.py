"""Keep an office's list of cases, to be mapped and tried."""

from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.import_columns import guess
from applications.models import ImportBatch
from applications.permissions import NOT_YOUR_ROLE


def upload_import(*, call, table, file_name, by, at):
    """``table``: see ``papers.tables``. The columns are those of the last file with the same headings, else guessed."""
    if not by.may("case.import"):
        raise Refused(NOT_YOUR_ROLE)
    if not call.is_open(at=at):
        raise Refused(_("The call is closed: applications are accepted only while it is open."))
    before = (
        ImportBatch.objects.filter(plan_office=call.plan_office, headers=table.headers)
        .exclude(mapping={})
        .first()
    )
    return ImportBatch.objects.create(
        plan_office=call.plan_office,
        call=call,
        file_name=file_name[:120],
        headers=table.headers,
        rows=table.rows,
        mapping=before.mapping if before else guess(table.headers),
        uploaded_at=at,
        uploaded_by=by,
    )
