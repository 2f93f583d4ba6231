"""The section "Documents" of the case page: state of the virus check, code, who has opened them."""

import re

from django.db.models import Q

from accounts.models import AccessLog
from applications.life import reads
from applications.models import IssuedLetter
from applications.permissions import may_open
from applications.sendings import in_words, is_set_aside
from papers.models import StoredFile

_OF_A_FILE = re.compile(r"/documenti/([0-9]+)/")
State = StoredFile.ScanState
TAGS = {
    State.PENDING: ("warn", "clock"),
    State.INFECTED: ("bad", "error"),
    State.UNSCANNED: ("mute", "info-circle"),
    State.CLEAN: ("ok", "check-circle"),
}


def seen_by(application):
    """{key of a document: how many people opened it}, from the register of accesses. One query."""
    refs = [ref for ref in (application.number, application.draft_code) if ref]
    # a case that got its number kept the log of its draft
    rows = (
        AccessLog.objects.filter(reference__in=refs, path__contains="/documenti/")
        .filter(Q(subject_id=application.person_id))
        .order_by()
        .values_list("path", "user")
        .distinct()
    )
    people = {}
    for path, user in rows:
        if found := _OF_A_FILE.search(path):
            people.setdefault(int(found[1]), set()).add(user)
    return {key: len(users) for key, users in people.items()}


def rows(application, *, user):
    """One row per file of the case: the Document, why it cannot be opened, its tag, who has seen it."""
    seen = seen_by(application)
    documents = list(application.documents.all())
    back = [one.letter.pk for one in documents if getattr(one, "letter", None) and one.letter.came_back_on]
    aside = (
        set(IssuedLetter.objects.filter(is_set_aside(), pk__in=back).values_list("document", flat=True))
        if back
        else ()
    )
    return [
        {
            "document": one,
            "refusal": may_open(user, one),
            "tag": TAGS.get(one.stored.scan_state),
            "served": one.stored.may_be_served,
            "letter": getattr(one, "letter", None),
            "sending": _sending(one),
            "set_aside": one.pk in aside,
            "seen": seen.get(one.pk, 0),
        }
        for one in documents
        if reads(user, application, one.added_at)
    ]


def _sending(document):
    """How its letter was sent the last time, in words; "" for what is no letter or has not left."""
    letter = getattr(document, "letter", None)
    return in_words(letter) if letter and letter.sent_on else ""
