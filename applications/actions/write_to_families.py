"""One text, a letter to each family, recorded on each case."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications import bulk_permissions, letters
from applications.actions._transition import record
from applications.bulk_tasks import start_family_letters

# what the letter is about → the verb of its event; the next step of a case reads "ask_isee"
VERBS = {"": "write", "isee": "ask_isee", "documenti": "chase"}


@transaction.atomic
def write_to_families(*, cases, by, at, kind, subject, text):
    """Record the letter on every case and start the job that makes the papers. Returns the Job; all or none.

    ``cases``: rows with ``isee_to`` (``case_table.annotated``). ``kind``: a key of VERBS. ``subject`` and ``text``
    may hold the placeholders of ``letters.PLACEHOLDERS``; they are filled now, so that the paper says what was known
    when it was decided. Raises ``Refused`` for a person who has died and for a placeholder nothing can fill.
    """
    sentence = bulk_permissions.may_write_letters(by)
    if sentence:
        raise Refused(sentence)
    if not cases:
        raise Refused(_("Choose at least one case."))
    items = []
    for case in cases:
        sentence = bulk_permissions.why_not_write(case)
        if sentence:
            raise Refused(sentence)
        filled = {
            "subject": letters.fill(subject, case, isee_to=case.isee_to),
            "text": letters.fill(text, case, isee_to=case.isee_to),
        }
        event = record(application=case, verb=VERBS[kind], by=by, at=at, note=filled["subject"], data=filled)
        items.append((str(event.pk), case.ref, {"event": event.pk}))
    return start_family_letters(items=items, key=f"family-letters-{uuid.uuid4().hex}", by=by, at=at)
