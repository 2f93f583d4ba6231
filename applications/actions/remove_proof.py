"""Take away an INPS report or the check of a measure written by mistake."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.permissions import may_edit_evidence


@transaction.atomic
def remove_proof(*, application, evidence, by, at, reason):
    """``evidence``: the row. It stays among the versions, as removed; the calculation no longer sees it."""
    sentence = may_edit_evidence(by, application)
    if sentence:
        raise Refused(sentence)
    if not reason.strip():
        raise Refused(_("Write why: what was there stays among the versions."))
    row = type(evidence).objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    model, key = row._meta.model_name, row.pk
    row.delete()
    record(
        application=application,
        verb="remove_proof",
        by=by,
        at=at,
        note=reason.strip(),
        data={"model": model, "evidence": key},
    )
