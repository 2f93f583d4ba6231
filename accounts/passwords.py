"""Long is not enough: ``password12345678`` has 16 characters and is in every list.

A password made of at most two common pieces (a known word, a run of the keyboard, a run of digits, a year,
one character repeated) is refused. Four words, a sentence, anything uncommon passes; no rule on kinds of
characters.
"""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_PIECES = 2
LOCAL_WORDS = {
    "comune",
    "ambito",
    "misura",
    "lombardia",
    "portale",
    "ufficio",
    "assistente",
    "sociale",
    "disabilita",
    "regione",
    "password",
    "milano",
    "buongiorno",
    "benvenuto",
    "segreto",
    "accesso",
    "estate",
    "inverno",
    "primavera",
    "autunno",
}
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz")
SENTENCE = _(
    "This password is easy to guess: it is made of very common pieces."
    " Try four words that have nothing in common."
)


class UncommonPassword:
    """Password validator; ``MOST_PIECES`` says how common is too common."""

    def __init__(self):
        common = CommonPasswordValidator().passwords
        self.words = {word for word in common if len(word) >= 4} | LOCAL_WORDS

    def validate(self, password, user=None):
        text = re.sub(r"[\s\W_]+", "", password.lower())
        if text and self.pieces(text) <= MOST_PIECES:
            raise ValidationError(str(SENTENCE), code="password_too_common")

    def get_help_text(self):
        return _("Do not use common words or runs of keys.")

    def pieces(self, text):
        """How few distinct common pieces make up the text; a large number when they cannot."""
        best = {0: frozenset()}
        for end in range(1, len(text) + 1):
            options = [
                best[start] | {text[start:end]}
                for start in range(max(0, end - 24), end)
                if start in best and self.is_common(text[start:end])
            ]
            if options:
                best[end] = min(options, key=len)
        return len(best.get(len(text), range(99)))

    def is_common(self, piece):
        if piece in self.words or re.fullmatch(r"(19|20)\d\d|(.)\2+|\d{1,2}", piece):
            return True
        return len(piece) >= 3 and any(piece in row or piece in row[::-1] for row in KEYBOARD)
