"""A note on the timeline."""

from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Event
from applications.permissions import may_note


def add_note(*, application, by, at, note, corrects=None):
    """Append a note. It cannot be edited afterwards; a correction is another note, and both stay to be read.

    ``corrects``: the note (Event) of the same person and case that this one corrects. Raises ``Refused``.
    """
    sentence = may_note(by)
    if sentence:
        raise Refused(sentence)
    if not note.strip():
        raise Refused(_("Write the note first."))
    data = {}
    if corrects is not None:
        if (corrects.verb, corrects.application_id, corrects.by_id) != ("note", application.pk, by.pk):
            raise Refused(_("You can correct only your own notes."))
        if Event.objects.filter(application=application, verb="note", data__corrects=corrects.pk).exists():
            raise Refused(_("This note was already corrected: correct the newer one."))
        data = {"corrects": corrects.pk, "of": corrects.at.isoformat()}
    return record(application=application, verb="note", by=by, at=at, note=note.strip(), data=data)
