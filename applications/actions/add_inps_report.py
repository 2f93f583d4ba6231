"""Write what INPS says of a carer's contract."""

from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import InpsReport, Verification
from applications.models.evidence import OVERLAP
from applications.permissions import may_edit_evidence


def add_inps_report(*, application, by, at, contract, verification, **fields):
    """One report of ``contract``. Raises ``Refused`` when another of its kind holds on some of its days."""
    sentence = may_edit_evidence(by, application)
    if sentence:
        raise Refused(sentence)
    checked = {} if verification == Verification.DECLARED else {"verified_at": at, "verified_by": by}
    try:
        with transaction.atomic():
            row = InpsReport.objects.create(contract=contract, verification=verification, **checked, **fields)
            record(application=application, verb="add_inps_report", by=by, at=at, data={"evidence": row.pk})
    except IntegrityError as error:
        if "_no_overlap" not in str(error):
            raise
        raise Refused(OVERLAP) from error
    return row
