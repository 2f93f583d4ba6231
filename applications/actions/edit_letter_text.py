"""Write the words of a kind of letter, as a draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Office
from accounts.refusal import Refused
from applications import law_permissions, letter_texts, letter_words
from applications.actions._editing import STALE, Stale
from applications.models import LetterText


@transaction.atomic
def edit_letter_text(*, plan_office, kind, sections, by, at, expected_version):
    """Save the draft of the office; the first save opens it. ``expected_version``: that of the draft read, 0 for none.

    Letters go on being written with the published words. Returns the LetterText.
    """
    if not by.may("call.write"):
        raise Refused(law_permissions.NOT_WRITER)
    Office.objects.select_for_update().get(pk=plan_office.pk)  # one draft at a time, also of the first
    if set(sections) != set(letter_texts.section_names(kind)):
        raise Refused(_("Every part of the letter needs its words."))
    for text in sections.values():
        if found := letter_words.problems(text, letter_texts.allowed(kind)):
            raise Refused(found[0])
    rows = LetterText.objects.filter(plan_office=plan_office, kind=kind)
    draft = rows.filter(published_at=None).first()
    if (draft.edit_version if draft else 0) != expected_version:
        raise Stale(STALE)
    if draft is None:
        last = rows.order_by("-version").first()
        draft = LetterText(
            plan_office=plan_office, kind=kind, version=last.version + 1 if last else 1, edit_version=0
        )
    draft.sections, draft.written_at, draft.written_by = sections, at, by
    draft.edit_version += 1
    draft.save()
    return draft
