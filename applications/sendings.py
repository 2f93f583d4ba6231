"""How a letter was sent: each time, the earlier ones too."""

from django.db.models import Exists, OuterRef, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from accounts.formats import day
from applications.life import NOT_YOUR_ROLE
from applications.models import Event, LetterKind
from applications.refusal import open_notice


def times(letter):
    """Every time the letter was sent, the first one first: its EarlierSending rows, then the letter. One query."""
    return [*letter.earlier.select_related("recorded_by"), letter] if letter.sent_on else []


def in_words(sending):
    """ "By hand, sent on 3/11/2026, received on 3/11/2026", of a letter or of an earlier time."""
    said = [sending.get_how_display(), _("sent on %(day)s") % {"day": day(sending.sent_on)}]
    if sending.received_on:
        said.append(_("received on %(day)s") % {"day": day(sending.received_on)})
    if sending.came_back_on:
        said.append(_("came back on %(day)s") % {"day": day(sending.came_back_on)})
    return ", ".join(said)


def is_set_aside():
    """Condition on IssuedLetter rows: somebody said of this very return that it need not leave again."""
    said = Event.objects.filter(application=OuterRef("application"), verb="set_aside_returned")
    return Exists(
        said.annotate(paper=KT("data__document"), back=KT("data__came_back_on")).filter(
            paper=Cast(OuterRef("document_id"), TextField()), back=Cast(OuterRef("came_back_on"), TextField())
        )
    )


def why_not_set_aside(user, letter):
    """None when ``user`` may say that this letter, come back, need not leave again, else the sentence."""
    if not (user.may("case.write") or user.may("case.decide")):
        return NOT_YOUR_ROLE
    if letter.came_back_on is None:
        return _("This letter did not come back: there is nothing to set aside.")
    if letter.kind == LetterKind.REFUSAL_NOTICE and open_notice(letter.application):
        return _(
            "The notice of refusal stands until the family has it: send it again, or withdraw the notice when its "
            "reasons no longer hold."
        )
    return None
