"""Put a file into the case."""

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Application, Document
from applications.permissions import NOT_YOUR_ROLE
from papers import scan, store

MEGABYTE = 1024 * 1024


@transaction.atomic
def attach(*, application, by, at, checked, kind, label):
    """Keep a file that ``papers.uploads.check`` accepted. Returns the Document.

    Raises ``Refused`` for the wrong role, and when the files brought into the case, or by this person today, would
    weigh more than the office allows.
    With a virus scanner the file stays in quarantine until it was looked at.
    """
    if not (by.may("case.write") or by.may("assessment.health")):
        raise Refused(NOT_YOUR_ROLE)
    Application.objects.lock(application.pk)  # two files at once are weighed in turn
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)  # and of one person, in two cases
    _check_quota(application, len(checked.data))
    _check_day(by, len(checked.data), at=at)
    stored = store.keep(
        data=checked.data,
        name=checked.clean_name,
        content_type=checked.content_type,
        kind=kind,
        by=by,
        at=at,
        office=application.plan_office,
        scan_state=scan.first_state(),
    )
    document = Document.objects.create(
        application=application,
        stored=stored,
        kind=kind,
        label=label or checked.clean_name,
        is_health=kind in Document.HEALTH_KINDS,
        added_at=at,
        added_by=by,
    )
    record(application=application, verb="attach", by=by, at=at, data={"document": document.pk, "kind": kind})
    return document


def _check_quota(application, size):
    brought = application.documents.exclude(kind__in=Document.ISSUED_KINDS)
    used = brought.aggregate(total=Sum("stored__size"))["total"] or 0
    if used + size > settings.CASE_QUOTA_MB * MEGABYTE:
        raise Refused(
            _(
                "The files of this case weigh %(used)s MB and the maximum is %(limit)s MB: scan this one in black "
                "and white, or at 200 dots per inch."
            )
            % {"used": -(-used // MEGABYTE), "limit": settings.CASE_QUOTA_MB}
        )


def _check_day(by, size, *, at):
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Document.objects.filter(added_by=by, added_at__gte=midnight, added_at__lte=at)
    used = today.exclude(kind__in=Document.ISSUED_KINDS).aggregate(total=Sum("stored__size"))["total"] or 0
    if used + size > settings.UPLOADS_PER_DAY_MB * MEGABYTE:
        raise Refused(
            _(
                "Today you have loaded %(used)s MB and the maximum for one day is %(limit)s MB: go on tomorrow, or ask "
                "a colleague."
            )
            % {"used": -(-used // MEGABYTE), "limit": settings.UPLOADS_PER_DAY_MB}
        )
