"""The one writer of the access log."""

from django.utils import timezone

from accounts.models import AccessLog
from accounts.throttle import address_of


def record(request, *, subject_id, what, reference="", reason=""):
    """Write that the signed-in person opened data of ``subject_id`` (a person's id, None: of nobody).

    ``what`` names the page or the file in a few words, with no health text; ``reference`` is the case number.
    Call it in the view, once per opening, before the answer is built: what cannot be logged is not shown.
    """
    user = request.user
    return AccessLog.objects.create(
        user=user,
        office=user.office,
        role=user.role.key,
        subject_id=subject_id,
        reference=reference,
        what=str(what)[:120],
        path=request.path[:200],
        at=timezone.now(),
        address=address_of(request),
        reason=reason[:200],
    )
