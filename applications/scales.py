"""The assessment scales, as data (``scale_data/*.toml``): items in words, scores, what is missing."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """One text in the languages of the office."""

    it: str
    en: str

    def __str__(self):
        return self.en if (get_language() or "it").startswith("en") else self.it


@dataclass(frozen=True)
class Level:
    value: int
    label: Words


@dataclass(frozen=True)
class Item:
    code: str
    label: Words
    levels: tuple


@dataclass(frozen=True)
class Scale:
    """``part``: the office that fills it. Score: the sum of the levels, 0 (dependent) to ``best``."""

    code: str
    version: int
    part: str
    label: Words
    best: int
    items: tuple


def _load(path):
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    items = tuple(
        Item(
            item["code"],
            Words(**item["label"]),
            tuple(Level(level["value"], Words(**level["label"])) for level in item["levels"]),
        )
        for item in data["item"]
    )
    return Scale(data["code"], data["version"], data["part"], Words(**data["label"]), data["best"], items)


SCALES = tuple(_load(path) for path in sorted((Path(__file__).parent / "scale_data").glob("*.toml")))

# questions beside the scales: code → (part, label, required to sign)
FREE = {
    "day_changes": ("social", _("What changes in the day of the person?"), True),
    "network": ("social", _("Who is there besides the family?"), False),
    "severe_limitation": ("health", _("Severe limitation of functional capacity"), True),
    "care_needs": ("health", _("Which health needs are there at home?"), False),
}


def of_part(part):
    """The scales one office fills."""
    return tuple(scale for scale in SCALES if scale.part == part)


def score(scale, answers):
    """Sum of the levels, or None while an item is missing: a partial score would mislead."""
    values = [answers.get(item.code) for item in scale.items]
    return None if any(value is None for value in values) else sum(values)


def scores(assessment):
    """{scale code: score or None} of both parts."""
    return {scale.code: score(scale, getattr(assessment, scale.part)) for scale in SCALES}


def missing_items(assessment, part):
    """Labels of what ``part`` still lacks before it can be signed, in page order."""
    answers = getattr(assessment, part)
    missing = [
        item.label for scale in of_part(part) for item in scale.items if answers.get(item.code) is None
    ]
    missing += [
        label
        for code, (owner, label, needed) in FREE.items()
        if owner == part and needed and answers.get(code) in (None, "")
    ]
    if part == "social" and assessment.visited_on is None:
        missing.insert(0, _("Visit on"))
    return missing
