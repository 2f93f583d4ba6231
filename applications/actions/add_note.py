"""A note on the timeline."""

from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.permissions import may_note


def add_note(*, application, by, at, note):
    """Append a note. It cannot be edited afterwards; a correction is another note."""
    sentence = may_note(by)
    if sentence:
        raise Refused(sentence)
    if not note.strip():
        raise Refused(_("Write the note first."))
    return record(application=application, verb="note", by=by, at=at, note=note.strip())
