"""Whose account a case is paid on: who wrote it, whether somebody confirmed it."""

import unicodedata

from accounts.models import User

SECTION = "riscossione"  # of the edits of a case: where the account is written


def changed_by(application):
    """Who wrote payee or account into the case last, or None when the timeline does not say."""
    edits = application.events.filter(verb="edit", data__section=SECTION, by__isnull=False)
    return User.objects.filter(pk__in=edits.order_by("-at", "-pk").values("by")[:1]).first()


def confirmed(application):
    """True when another person has confirmed the account the case has now."""
    return application.account_confirmations.filter(iban=application.iban).exists()


def words_of(name):
    """The words of a name in any order, without accents and case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return frozenset(plain.replace("'", " ").split())
