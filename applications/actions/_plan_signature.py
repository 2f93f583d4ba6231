"""Putting a signature under a plan."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.models import PlanSignature


def put(*, plan, party, by, at, name="", **paper):
    """The signature of ``party`` under the text of ``plan``; ``paper``: what is written on the sheet and its scan.

    Without ``paper`` it is ``by`` who signs, in the system; ``name``: theirs, unless it says more. Raises ``Refused``
    when the party has already signed.
    """
    way = PlanSignature.Way.PAPER if paper else PlanSignature.Way.SYSTEM
    try:
        with transaction.atomic():
            return PlanSignature.objects.create(
                plan=plan,
                party=party,
                way=way,
                office=by.office,
                role=by.acting_as.role,
                signed_at=at,
                signed_by=by,
                content_hash=plan.content_hash,
                name=name or by.full_name,
                **paper,
            )
    except IntegrityError as problem:
        if "one_valid_plan_signature_per_party" not in str(problem):
            raise
        raise Refused(_("This signature is already there.")) from problem
