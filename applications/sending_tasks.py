"""Letters that came back, as tasks of "My work": nobody has read them, and no term runs, until they leave again."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.links import case_url
from applications.models import Document, IssuedLetter
from applications.sendings import in_words, is_set_aside
from applications.work import MINE, UNASSIGNED, Task, source


@source
def came_back(*, user, on, whose):
    """One task for each letter that came back, while none of its kind was made after it and it is needed. One query.

    For who writes the cases. After a death nothing is sent.
    """
    if not user.may("case.write"):
        return []
    newer = IssuedLetter.objects.filter(
        ~Q(kind=""), application=OuterRef("application"), kind=OuterRef("kind"), pk__gt=OuterRef("pk")
    )
    rows = IssuedLetter.objects.filter(
        came_back_on__isnull=False,
        document__in=Document.objects.visible_to(user),
        application__person__died_on=None,
    ).exclude(Exists(newer) | is_set_aside())
    if whose == MINE:
        rows = rows.filter(application__case_manager=user)
    if whose == UNASSIGNED:
        rows = rows.filter(application__case_manager=None)
    return [_task(row, on) for row in rows.select_related("application__person", "document")]


def _task(letter, on):
    case = letter.application
    return Task(
        label=_("Send the letter again: it came back"),
        url=case_url(case, "documenti"),
        action=_("Record that it was sent again"),
        action_url=f"{reverse('applications:record_delivery', args=[case.ref, letter.document_id])}?di-nuovo",
        icon="mail",
        why=f"{letter.document.label}: {in_words(letter)}",
        due_on=letter.came_back_on,
        case=case,
        person=case.person.full_name,
        age=case.person.age_on(on),
        code="letter_back",
    )
