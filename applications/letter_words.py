"""The words of a letter: plain text with placeholders of a closed list. What people write is a text, never a template.

Two notations, both in braces: ``{importo}`` is a value; ``{può|potete}`` is the word for one reader and for both
parents. An empty line begins a paragraph; lines that begin with ``- `` are a list.
"""

import re
from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.refusal import Refused

LENGTH = 4000  # characters of a section
_BRACES = re.compile(r"\{([^{}]*)\}")

# name → (what it is, how it reads in a letter to an invented person)
PLACEHOLDERS = {
    "nome": (gettext_lazy("name of the person"), "Adele Brambati"),
    "pratica": (gettext_lazy("number of the case"), "B2-2026-0147"),
    "misura": (gettext_lazy("name of the measure"), "Misura B2"),
    "buono": (gettext_lazy("“il Suo buono”, or “il buono di …” when somebody else reads"), "il Suo buono"),
    "Buono": (gettext_lazy("the same, at the start of a sentence"), "Il Suo buono"),
    "domanda": (gettext_lazy("“la Sua domanda”, or “la domanda di …”"), "la Sua domanda"),
    "Domanda": (gettext_lazy("the same, at the start of a sentence"), "La Sua domanda"),
    "comune": (gettext_lazy("Comune that follows the case"), "Borgolungo"),
    "ufficio": (gettext_lazy("name of the Plan Office"), "Ufficio di Piano Valserena"),
    "telefono": (gettext_lazy("telephone of the Plan Office"), "030 0000001"),
    "referente": (gettext_lazy("who follows the case"), "Giulia Tessari"),
    "riesame": (gettext_lazy("office the call names for a review"), "Ufficio di Piano Valserena"),
    "importo": (gettext_lazy("euro a month"), "680,00\N{NO-BREAK SPACE}€"),
    "importo_prima": (gettext_lazy("euro a month before the change"), "340,00\N{NO-BREAK SPACE}€"),
    "dal": (gettext_lazy("first day"), "1° giugno 2026"),
    "al": (gettext_lazy("last day"), "31 maggio 2027"),
    "conto": (gettext_lazy("last four characters of the account"), "3456"),
    "scadenza": (gettext_lazy("last day to answer"), "2 dicembre 2026"),
    "ricevuta_il": (gettext_lazy("day the application was received"), "3 giugno 2026"),
    "scadenza_isee": (gettext_lazy("last day of the ISEE"), "31 dicembre 2026"),
    "posizione": (gettext_lazy("place on the waiting list"), "12"),
    "motivo": (gettext_lazy("reason"), "ricovero in ospedale"),
}
COMMON = ("nome", "pratica", "misura", "buono", "Buono", "domanda", "Domanda", "comune", "ufficio", "telefono",
          "referente", "riesame")  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A paragraph, or the lines of a list."""

    lines: tuple
    is_list: bool = False


def problems(text, allowed):
    """The sentences of what is wrong with ``text``; empty when it may be used. ``allowed``: its placeholders."""
    if "{{" in text or "{%" in text or "{#" in text:
        return [_("Placeholders have one brace on each side, for example {nome}: {{ and {% are not read.")]
    found = []
    for inside in _BRACES.findall(text):
        if "|" in inside:
            if inside.count("|") != 1 or not all(half.strip() for half in inside.split("|")):
                found.append(
                    _("“{%(what)s}”: write two forms, for one reader and for both parents.")
                    % {"what": inside}
                )
        elif inside not in allowed:
            found.append(
                _("“{%(what)s}” stands for nothing in this letter. You can use: %(names)s.")
                % {"what": inside, "names": ", ".join(f"{{{name}}}" for name in allowed)}
            )
    rest = _BRACES.sub("", text)
    if "{" in rest or "}" in rest:
        found.append(_("A brace is open and not closed, or closed and not open: check the placeholders."))
    return found


def fill(text, values, *, many=False):
    """``text`` with its placeholders filled. ``many``: both parents read. Raises ``Refused`` for a value not known."""

    def word(found):
        inside = found.group(1)
        if "|" in inside:
            return inside.split("|")[many]
        value = values.get(inside)
        if value in (None, ""):
            raise Refused(_lacking(inside))
        return str(value)

    return _BRACES.sub(word, text)


def _lack(name):
    said = {"name": name, "what": PLACEHOLDERS[name][0]}
    return (
        _(
            "The letter says {%(name)s} (%(what)s), which this case does not have: change the text or the data."
        )
        % said
    )


_lacking = lazy(_lack, str)  # the letter is in Italian, the refusal in the language of who reads it


def filled(words, values, *, many=False):
    """{section: [Block]} of the Words of a letter, its placeholders filled; see ``fill``."""
    return {code: blocks(fill(text, values, many=many)) for code, text in words.sections.items()}


def blocks(text):
    """[Block] of a filled text, in order."""
    found, lines = [], []
    for line in [*text.replace("\r\n", "\n").split("\n"), ""]:
        bullet = line.lstrip().startswith("- ")
        if lines and (not line.strip() or bullet != lines[0][0]):
            found.append(_block(lines))
            lines = []
        if line.strip():
            lines.append((bullet, line.strip()[2:] if bullet else line.strip()))
    return found


def _block(lines):
    is_list = lines[0][0]
    words = tuple(line for _bullet, line in lines)
    return Block(words if is_list else (" ".join(words),), is_list)
