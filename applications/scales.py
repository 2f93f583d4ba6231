"""The scales in use: which versions an assessment was made with, its scores, what it still lacks.

A scale is a file of ``scale_data`` (``scale_file.py`` says how it is written): another scale, or another version of
one, is another file and nothing else. A file once used is never changed.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from applications.scale_file import ScaleError, Words, read

FOLDER = Path(__file__).parent / "scale_data"
# what every call uses until its office says otherwise, and what assessments were made with before it could
USUAL = ("adl", "iadl")

# questions beside the scales: code → (part, label, required to sign)
FREE = {
    "day_changes": ("social", _("What changes in the day of the person?"), True),
    "network": ("social", _("Who is there besides the family?"), False),
    "severe_limitation": ("health", _("Severe limitation of functional capacity"), True),
    "care_needs": ("health", _("Which health needs are there at home?"), False),
}

__all__ = ["FOLDER", "FREE", "USUAL", "ScaleError", "Words"]  # found here too


@lru_cache(maxsize=8)
def load(folder):
    """{(code, version): Scale} of every file of a folder, in the order of their names. Raises ``ScaleError``."""
    found, owners = {}, {}
    for path in sorted(folder.glob("*.toml")):
        scale = read(path)
        found[scale.code, scale.version] = scale
        for n, item in enumerate(scale.items):
            if owners.setdefault(item.code, scale.code) != scale.code:
                raise ScaleError(
                    f"{path.name}: item[{n}].code: {item.code} is an item of {owners[item.code]} already"
                )
    return found


def catalogue():
    """Every scale there is; read once."""
    return load(FOLDER)


catalogue()  # a wrong file is said when the program starts, not when somebody opens a page


def newest():
    """{code: Scale}: the last version of each."""
    return {scale.code: scale for _key, scale in sorted(catalogue().items())}


def versions(codes):
    """{code: version} of the scales a new assessment is made with. Codes without a file are left out."""
    last = newest()
    return {code: last[code].version for code in codes if code in last}


def usual_versions():
    """What is stored where nobody chose: version 1 of the two scales that were there first."""
    return dict.fromkeys(USUAL, 1)


def made_with(chosen):
    """The scales of {code: version}, in the order of the catalogue."""
    return tuple(scale for key, scale in catalogue().items() if chosen.get(key[0]) == key[1])


def of(assessment):
    """The scales an assessment was made with."""
    return made_with(assessment.scale_versions)


def of_part(part, chosen=None):
    """The scales one office fills, among {code: version} (the usual ones when None)."""
    return tuple(
        scale for scale in made_with(usual_versions() if chosen is None else chosen) if scale.part == part
    )


def score(scale, answers):
    """Sum of the levels, or None while an item is missing: a partial score would mislead."""
    values = [answers.get(item.code) for item in scale.asked(answers)]
    return None if any(value is None for value in values) else sum(values)


def scores(assessment):
    """{scale code: score or None} of both parts."""
    return {scale.code: score(scale, getattr(assessment, scale.part)) for scale in of(assessment)}


@dataclass(frozen=True)
class Missing:
    """One answer that is still needed. ``code``: the field it is given in."""

    code: str
    label: object

    def __str__(self):
        return str(self.label)


def unanswered(scale, answers):
    """The items of one scale that its policy still asks for."""
    begun = any(answers.get(item.code) is not None for item in scale.items)
    if scale.missing == "all_or_none" and not begun:
        return []
    return [item for item in scale.asked(answers) if answers.get(item.code) is None]


def missing_items(assessment, part):
    """What ``part`` still lacks before it can be signed, in page order: [``Missing``]."""
    answers = getattr(assessment, part)
    missing = [
        Missing(item.code, item.label)
        for scale in of_part(part, assessment.scale_versions)
        for item in unanswered(scale, answers)
    ]
    missing += [
        Missing(code, label)
        for code, (owner, label, needed) in FREE.items()
        if owner == part and needed and answers.get(code) in (None, "")
    ]
    if part == "social" and assessment.visited_on is None:
        missing.insert(0, Missing("visited_on", _("Visit on")))
    return missing
