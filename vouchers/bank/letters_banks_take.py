"""Words in the letters every bank of the SEPA takes (EPC217-08): Latin letters without accents, digits, a few signs."""

import re
import unicodedata

from text_unidecode import unidecode

NAME, TEXT = 70, 140  # characters
_INSTEAD = str.maketrans(
    {"&": "+", "_": "-", ";": ",", "[": "(", "]": ")", "{": "(", "}": ")", "!": ".", '"': "'", "`": "'"}
)
_NOT_TAKEN = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]+")
_SLASHES = re.compile(r"//+")


def plain(text: str, limit: int) -> str:
    """``text`` in those letters, at most ``limit`` of them; "" when nothing of it can be written so.

    Accents go, other alphabets are spelt out, what has no letter (a drawing) becomes a space. No slash at either end
    and no two in a row: banks read those as commands.
    """
    spelt = unidecode(unicodedata.normalize("NFKC", text)).translate(_INSTEAD)
    taken = " ".join(_NOT_TAKEN.sub(" ", spelt).split())
    return _SLASHES.sub("/", taken).strip("/ ")[:limit].rstrip("/ ")
