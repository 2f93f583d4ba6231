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


def record_file(*, user, subjects, what, path, at, address=None, reason=""):
    """Write that ``user`` took a file about many people away: one row for the file, one for each of ``subjects``.

    ``what`` says kind, rows and hash of the file. The rows of the people have the same words, so that whoever asks
    "who had my data" finds the file; they have no case number: nobody's case was opened.
    """
    row = {
        "user": user,
        "office": user.office,
        "role": user.role.key,
        "what": str(what)[:120],
        "path": path[:200],
        "at": at,
        "address": address,
        "reason": reason[:200],
    }
    AccessLog.objects.bulk_create(
        [AccessLog(subject_id=subject_id, **row) for subject_id in (None, *subjects)], batch_size=500
    )
