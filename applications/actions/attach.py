"""Put a file into the case."""

from django.db import transaction

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Document
from applications.permissions import NOT_YOUR_ROLE
from papers import store


@transaction.atomic
def attach(*, application, by, at, checked, kind, label):
    """Keep a file that ``papers.uploads.check`` accepted. Returns the Document; raises ``Refused``."""
    if not (by.may("case.write") or by.may("assessment.health")):
        raise Refused(NOT_YOUR_ROLE)
    stored = store.keep(
        data=checked.data,
        name=checked.clean_name,
        content_type=checked.content_type,
        kind=kind,
        by=by,
        at=at,
        office=application.plan_office,
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
