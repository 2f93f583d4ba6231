"""How a letter was sent: each time, the earlier ones too."""

from django.utils.translation import gettext as _

from accounts.formats import day


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
