"""Put the words of a letter into use."""

from django.db import transaction

from accounts.refusal import Refused
from applications import law_permissions
from applications.actions._editing import STALE, Stale
from applications.models import LetterText


@transaction.atomic
def publish_letter_text(*, text, by, at, expected_version):
    """From now on letters of this kind have these words. By a second person. Returns the LetterText."""
    row = LetterText.objects.select_for_update(of=("self",)).get(pk=text.pk)
    sentence = law_permissions.on_letter_text(by, row)
    if sentence:
        raise Refused(sentence)
    if row.edit_version != expected_version:
        raise Stale(STALE)
    row.published_at, row.published_by = at, by
    row.save()
    return row
