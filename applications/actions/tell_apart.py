"""Two records that look alike are two different people."""

from django.db import IntegrityError, transaction

from accounts.refusal import Refused
from applications import unions
from applications.actions._locks import lock_people
from applications.models import PersonUnion
from applications.permissions import NOT_YOUR_ROLE, REASON_NEEDED


@transaction.atomic
def tell_apart(*, first, second, by, at, reason):
    """Write that they are not one person, and how it is known: nobody is asked again. Returns the PersonUnion."""
    if not by.may("case.decide"):
        raise Refused(NOT_YOUR_ROLE)
    if not reason.strip():
        raise Refused(REASON_NEEDED)
    kept, gone = lock_people([first.pk, second.pk])
    if kept.united_into_id or gone.united_into_id:
        raise Refused(unions.ALREADY)
    try:
        with transaction.atomic():
            return PersonUnion.objects.create(
                plan_office=kept.plan_office, kept=kept, gone=gone, same=False, reason=reason.strip(),
                decided_at=at, decided_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(unions.ALREADY_APART) from error
