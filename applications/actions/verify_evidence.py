"""Say that a piece of evidence was checked: how, by whom, when, and on which file."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Verification
from applications.permissions import may_edit_evidence


@transaction.atomic
def verify_evidence(*, application, evidence, by, at, verification, note="", document=None):
    """``evidence``: a row of the case. Back to "declared" takes the check away. Returns the row."""
    sentence = may_edit_evidence(by, application)
    if sentence:
        raise Refused(sentence)
    row = type(evidence).objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    row.verification = verification
    declared = verification == Verification.DECLARED
    row.verified_at, row.verified_by = (None, None) if declared else (at, by)
    row.verification_note, row.document = note, document
    row.save()
    record(
        application=application,
        verb="verify_evidence",
        by=by,
        at=at,
        data={"model": row._meta.model_name, "evidence": row.pk, "verification": verification},
    )
    return row
