"""All the rules may know of a case on a date. None = not known; it is neither zero nor "no".

Only `applications/facts.py` builds these from the database. Money and hours are Decimals with two places (euros per
month, hours per week), dates are dates; a wrong amount raises ValueError where it is built.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from eligibility import canonical

CertificateKind = Literal["law_104_c3", "care_allowance", "attendance_allowance"]
IseeKind = Literal["ordinario", "sociosanitario", "sociosanitario_ristretto", "minorenni", "corrente"]


def _two_places(record: object, *names: str) -> None:
    """Give money and hours two places, so that equal facts are equal bytes."""
    for name in names:
        value = getattr(record, name)
        if value is not None:
            object.__setattr__(record, name, canonical.cents(value, name))


@dataclass(frozen=True, slots=True)
class Person:
    birth_date: date | None = None
    resident_in_ambito: bool | None = None
    municipality: str | None = None
    lives_at_home: bool | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A recognition of severity. `pending` = asked for, INPS receipt in hand, no report yet."""

    kind: CertificateKind
    recognised_on: date | None = None
    valid_to: date | None = None  # None = without an end
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Isee:
    """One attestation. `valid_to` is read on it, never computed from the year."""

    kind: IseeKind
    value: Decimal
    year: int
    issued_on: date | None = None
    valid_to: date | None = None
    has_omissions: bool = False

    def __post_init__(self) -> None:
        _two_places(self, "value")


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the multidimensional assessment found. It counts once the Comune and the ASST have both signed it."""

    severe_limitation: bool | None = None
    adl_score: int | None = None
    iadl_score: int | None = None
    signed_by_both: bool | None = None


@dataclass(frozen=True, slots=True)
class Caregiver:
    name: str = ""
    relation: str = ""
    weekly_hours: Decimal | None = None
    cohabiting: bool | None = None

    def __post_init__(self) -> None:
        _two_places(self, "weekly_hours")


@dataclass(frozen=True, slots=True)
class CarerContract:
    """The contract of the employed carer, or of the personal assistant of an independent-living project."""

    name: str = ""
    regular: bool | None = None
    weekly_hours: Decimal | None = None
    monthly_cost: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None  # None = open-ended
    personal_assistant: bool = False

    def __post_init__(self) -> None:
        _two_places(self, "weekly_hours", "monthly_cost")


@dataclass(frozen=True, slots=True)
class Project:
    title: str = ""
    monthly_cost: Decimal | None = None

    def __post_init__(self) -> None:
        _two_places(self, "monthly_cost")


@dataclass(frozen=True, slots=True)
class Facts:
    person: Person = field(default_factory=Person)
    certificates: tuple[Certificate, ...] | None = None  # None = nobody asked yet; () = known to have none
    isee: tuple[Isee, ...] | None = None
    assessment: Assessment = field(default_factory=Assessment)
    has_caregiver: bool | None = None
    caregiver: Caregiver | None = None
    has_carer: bool | None = None
    carer: CarerContract | None = None
    minor_project: Project | None = None
    independent_living_project: Project | None = None
    requested: tuple[str, ...] = ()  # intervention codes; () = look at all of them
    other_measures: tuple[str, ...] | None = None
    plan_approved: bool | None = None

    def __post_init__(self) -> None:
        for yes, record in (("has_caregiver", "caregiver"), ("has_carer", "carer")):
            if getattr(self, record) is None:
                continue
            if getattr(self, yes) is False:
                raise ValueError(f"{yes} is False but {record} is given")
            # A record of the person is the answer to "is there one?".
            object.__setattr__(self, yes, True)

    def age_on(self, on: date) -> int | None:
        """Whole years completed on that day; the birthday itself counts. Born on 29 February: on 1 March."""
        born = self.person.birth_date
        if born is None:
            return None
        return on.year - born.year - ((on.month, on.day) < (born.month, born.day))

    def to_json(self) -> str:
        return canonical.dumps(self)

    @classmethod
    def from_json(cls, text: str | dict) -> Facts:
        """Raises canonical.Misfit, a ValueError that names the key."""
        return canonical.loads(cls, text)
