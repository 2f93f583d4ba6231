"""Try an office's list of cases, or bring it in: the work itself is done in the background."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.models import ImportBatch
from applications.permissions import NOT_YOUR_ROLE
from jobs import actions as jobs

CASE_IMPORT = "case_import"
States = ImportBatch.State


@transaction.atomic
def start_import(*, batch, by, at, mapping=None):
    """With a ``mapping`` ({datum: column}) a trial that keeps nothing; without, the import of what the trial passed.

    Returns the Job; raises ``Refused`` when the role may not, or the trial has not passed.
    """
    if not by.may("case.import"):
        raise Refused(NOT_YOUR_ROLE)
    row = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if row.state == States.APPLIED:
        raise Refused(_("These cases are imported already."))
    if row.state == States.APPLYING:
        raise Refused(_("The cases are being imported: wait for the result."))
    if mapping is None and row.state != States.CHECKED:
        raise Refused(_("Try the file first: only a file without errors is imported."))
    apply = mapping is None
    if not apply:
        row.mapping, row.report = mapping, {}
    row.state = States.APPLYING if apply else States.CHECKING
    row.attempt += 1
    row.save()
    return jobs.start(
        kind=CASE_IMPORT,
        key=f"case-import-{row.pk}-{row.attempt}",
        items=[(str(row.pk), row.file_name, {"batch": row.pk, "apply": apply, "attempt": row.attempt})],
        by=by,
        at=at,
        office=row.plan_office,
        label=_("Import of %(file)s") % {"file": row.file_name},
    )
