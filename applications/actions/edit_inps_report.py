"""Correct what INPS says of a carer's contract."""

from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import InpsReport, Verification
from applications.models.evidence import OVERLAP
from applications.permissions import may_edit_evidence


def edit_inps_report(*, application, report, by, at, verification, **fields):
    """The row as it now reads; what it said before stays among the versions. Whoever corrects it has checked it.

    Raises ``Refused`` when another of its kind holds on some of its days.
    """
    sentence = may_edit_evidence(by, application)
    if sentence:
        raise Refused(sentence)
    try:
        with transaction.atomic():
            row = InpsReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
            for name, value in fields.items():
                setattr(row, name, value)
            row.verification = verification
            declared = verification == Verification.DECLARED
            row.verified_at, row.verified_by = (None, None) if declared else (at, by)
            row.save()
            record(application=application, verb="edit_inps_report", by=by, at=at, data={"evidence": row.pk})
    except IntegrityError as error:
        if "_no_overlap" not in str(error):
            raise
        raise Refused(OVERLAP) from error
    return row
