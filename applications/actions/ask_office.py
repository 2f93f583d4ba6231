"""Ask the office of a case one may not open: to hand it over, or to look at a codice fiscale two people have."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Inquiry
from applications.permissions import NOT_YOUR_ROLE, REASON_NEEDED

ASKED_ALREADY = _("Your office has asked already, and waits for the answer.")


@transaction.atomic
def ask_office(*, application, kind, reason, by, at):
    """Record the question on the case: the office of the case finds it in its work. Returns the Inquiry.

    Whoever asks needs no right on the case, only to belong to its Ambito. Raises ``Refused``.
    """
    if not by.may("case.write") or by.plan_office != application.plan_office:
        raise Refused(NOT_YOUR_ROLE)
    if not reason.strip():
        raise Refused(REASON_NEEDED)
    try:
        with transaction.atomic():
            row = Inquiry.objects.create(
                application=application,
                kind=kind,
                reason=reason,
                asked_office=by.office,
                asked_at=at,
                asked_by=by,
            )
    except IntegrityError as error:
        raise Refused(ASKED_ALREADY) from error
    record(application=application, verb="ask_office", by=by, at=at, note=reason, data={"kind": kind})
    return row
