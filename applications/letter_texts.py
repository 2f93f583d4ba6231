"""Which words a letter has: those the office published last, else the shipped ones (``letter_data/texts.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from applications import letter_words
from applications.models import LetterKind, LetterText

SHIPPED = Path(__file__).parent / "letter_data" / "texts.toml"
SECTIONS = {
    "subject": _("Subject"),
    "opening": _("What we decided"),
    "todo": _("What to do"),
    "remedies": _("What can be done against it"),
    "closing": _("Whom to call"),
}
TO_MANY = (LetterKind.NEW_ISEE, LetterKind.LATE_DOCUMENTS)
# legal terms: the legal office of each Ambito confirms them, no call found states them all
TO_CONFIRM = "remedies"


@dataclass(frozen=True)
class Words:
    """The words in force for one kind of letter. ``row``: the LetterText, None for the shipped words."""

    kind: str
    sections: dict
    row: LetterText | None = None

    @property
    def version(self):
        return self.row.version if self.row else 0


@cache
def _shipped():
    with SHIPPED.open("rb") as file:
        return tomllib.load(file)


def shipped(kind):
    """{section: text} as the product has it."""
    return {code: text.strip() for code, text in _shipped()[kind]["sections"].items()}


def allowed(kind):
    """The placeholders this kind of letter may use."""
    own = _shipped()[kind]["placeholders"]
    # a letter to many families is changed by its sender before it leaves: it has only the placeholders of that page
    return tuple(own) if kind in TO_MANY else (*letter_words.COMMON, *own)


def section_names(kind):
    """The sections of a kind in the order of the page."""
    there = shipped(kind)
    return [code for code in SECTIONS if code in there]


def in_force(plan_office, kind):
    """The Words a letter is written with today. One query."""
    row = (
        LetterText.objects.filter(plan_office=plan_office, kind=kind, published_at__isnull=False)
        .order_by("-version")
        .first()
    )
    return Words(kind, row.sections, row) if row else Words(kind, shipped(kind))


def overview(plan_office):
    """[(kind, label, Words in force, draft or None)] in order. One query."""
    rows = list(
        LetterText.objects.filter(plan_office=plan_office).select_related("written_by", "published_by")
    )
    found = []
    for kind in LetterKind:
        mine = [row for row in rows if row.kind == kind]
        published = [row for row in mine if row.published_at]
        row = max(published, key=lambda one: one.version, default=None)
        draft = next((one for one in mine if one.published_at is None), None)
        words = Words(kind, row.sections, row) if row else Words(kind, shipped(kind))
        found.append((kind, kind.label, words, draft))
    return found
