"""The INPS minimum profile (SINA): what it asks, what the case already answers, what is still to complete.

Collected as a by-product of the assessment and sent with the benefits; the rules never read it. Codes as in
``sina.toml``. A proposal is made only where the case leaves no doubt.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from applications import scales
from applications.models import Verification
from applications.scale_file import Words


@dataclass(frozen=True)
class Field:
    """``needed``: the transmission is refused without it. ``many``: a list of codes, else one."""

    name: str
    label: Words
    needed: bool
    many: bool
    codes: tuple

    @property
    def choices(self):
        """[(code, words)] in the order of the data format."""
        return list(self.codes)


def _load():
    data = tomllib.loads((Path(__file__).parent / "sina.toml").read_text(encoding="utf-8"))
    return tuple(
        Field(
            row["name"],
            Words(**row["label"]),
            row["needed"],
            row.get("many", False),
            tuple((one["code"], Words(**one["label"])) for one in row["codes"]),
        )
        for row in data["field"]
    )


FIELDS = _load()
OTHER_INSTRUMENT, DIRECT, UVM = "7", "4", "1"
_CERTIFICATES = {"law_104_c3": "6", "care_allowance": "2"}


def proposal(assessment, *, certificates, has_minutes):
    """{field: code or codes} the answers already give; a field with any doubt is left out.

    ``certificates``: those of the person. ``has_minutes``: minutes of the UVM are in the case.
    """
    answers = {**assessment.social, **assessment.health}
    found = scales.scores(assessment)
    walking, adl = answers.get("barthel_walking"), found.get("adl")
    recognised = [row for row in certificates if not row.pending]
    codes = _certified(recognised)
    given = {
        "Mobilita": None if walking is None else "3" if walking == 0 else "1" if walking >= 12 else "2",
        "AttivitaVitaQuotidiana": None if adl is None else {0: "3", 6: "1"}.get(adl, "2"),
        "AreaReddituale": {0: "1", 1: "2", 2: "3"}.get(answers.get("social_income")),
        "AreaSupporto": {0: "1", 1: "2", 2: "3"}.get(answers.get("social_network")),
        "FonteDerivazioneValutazione": UVM if has_minutes else DIRECT,
        "StrumentoValutazione": OTHER_INSTRUMENT,
        "InvCiv": codes or None,
        "FonteDerivazioneInvalidita": _source(recognised) if codes else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _certified(certificates):
    """The codes of what was recognised. Civil invalidity says its own only with its percentage."""
    codes = {_CERTIFICATES[row.kind] for row in certificates if row.kind in _CERTIFICATES}
    for row in certificates:
        if row.kind == "civil_invalidity" and row.percentage is not None:
            if row.percentage == 100 and "2" not in codes:
                codes.add("3")
            elif 75 <= row.percentage < 100:
                codes.add("1")
    return sorted(codes)


def _source(certificates):
    checked = all(row.verification != Verification.DECLARED for row in certificates)
    return "1" if checked else "2"


def to_complete(profile):
    """The fields the transmission needs and ``profile`` lacks."""
    return [field for field in FIELDS if field.needed and not profile.get(field.name)]
