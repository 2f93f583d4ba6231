"""Write what was found of another measure the person may receive."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Application, MeasureCheck, Verification
from applications.permissions import may_edit_evidence


@transaction.atomic
def check_measure(*, application, by, at, code, verification, **fields):
    """One row per measure: a later check takes the place of the earlier one, which stays in the history."""
    row = Application.objects.lock(application.pk)
    sentence = may_edit_evidence(by, row)
    if sentence:
        raise Refused(sentence)
    declared = verification == Verification.DECLARED
    found, _new = MeasureCheck.objects.update_or_create(
        application=row,
        code=code,
        defaults={
            **fields,
            "verification": verification,
            "verified_at": None if declared else at,
            "verified_by": None if declared else by,
        },
    )
    record(application=row, verb="check_measure", by=by, at=at, data={"measure": code})
    return found
