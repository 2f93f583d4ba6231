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
from eligibility.dates import whole_years

CertificateKind = Literal[
    "law_104_c3",
    "care_allowance",
    "attendance_allowance",
    "law_104_c1",
    "civil_invalidity",  # with its percentage
    "persistent_difficulty",  # minors: "difficoltà persistenti a svolgere i compiti propri dell’età"
    "hearing_loss",
    "blindness",
]
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
    resident_since: date | None = None
    citizenship: Literal["italian", "eu", "extra_eu"] | None = None
    permit_issued_on: date | None = None
    permit_valid_to: date | None = None
    lives_with_relatives: bool | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """A recognition of severity. `pending` = asked for, INPS receipt in hand, no report yet."""

    kind: CertificateKind
    recognised_on: date | None = None
    valid_to: date | None = None  # None = without an end
    pending: bool = False
    percent: int | None = None  # of civil invalidity
    receipt_on: date | None = None  # day of the INPS receipt of a request that is pending


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
    signed_on: date | None = None  # day of the second signature


@dataclass(frozen=True, slots=True)
class Caregiver:
    name: str = ""
    relation: str = ""
    weekly_hours: Decimal | None = None
    cohabiting: bool | None = None
    is_parent: bool | None = None
    in_plan: bool | None = None  # named in the Individual Plan, actively involved

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
    """Something that costs: each cost is for its own period, and none is computed from another.

    `accesses` and `hours` are how much of a service is planned, for the period of the support that gives it.
    """

    title: str = ""
    monthly_cost: Decimal | None = None
    yearly_cost: Decimal | None = None
    total_cost: Decimal | None = None  # of the whole project, or of one stay
    accesses: Decimal | None = None
    hours: Decimal | None = None

    def __post_init__(self) -> None:
        _two_places(self, "monthly_cost", "yearly_cost", "total_cost", "accesses", "hours")


@dataclass(frozen=True, slots=True)
class Measure:
    """Another public measure the person has or has asked for. None = that figure is not known."""

    code: str
    monthly_amount: Decimal | None = None
    days_per_year: int | None = None
    weekly_hours: Decimal | None = None
    renounces: bool = False  # "I will renounce it if this one is awarded"

    def __post_init__(self) -> None:
        _two_places(self, "monthly_amount", "weekly_hours")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that only this call asks for, for instance the points of a scale; the code is that of the call."""

    code: str
    value: Decimal

    def __post_init__(self) -> None:
        _two_places(self, "value")


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question that only this call asks; question and answer are codes of the call."""

    question: str
    answer: str


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
    line: str | None = None  # the target group the application is made on; None = whichever fits
    applied_on: date | None = None  # the day the application was presented
    filed_with: Literal["caregiver", "beneficiary", "other"] | None = None  # whose SPID, CIE or CNS
    measures: tuple[Measure, ...] | None = None  # as other_measures, with their figures
    previous_benefit: Literal["none", "direct", "indirect"] | None = None  # of the call before this one
    other_caregivers: tuple[Caregiver, ...] | None = None  # recognised for the same person, beside `caregiver`
    service_hours: Decimal | None = None  # weekly hours at day services; 0 = known to attend none
    school_hours: Decimal | None = None
    direct_services: Project | None = None
    respite: Project | None = None  # a temporary stay
    possible_b1: bool | None = None  # the assessment saw a condition of the very severe disability
    figures: tuple[Figure, ...] = ()  # those that are not here are not known
    replies: tuple[Reply, ...] = ()  # a question that is not here has no answer yet

    def __post_init__(self) -> None:
        _two_places(self, "service_hours", "school_hours")
        for yes, record in (("has_caregiver", "caregiver"), ("has_carer", "carer")):
            if getattr(self, record) is None:
                continue
            if getattr(self, yes) is False:
                raise ValueError(f"{yes} is False but {record} is given")
            # A record of the person is the answer to "is there one?".
            object.__setattr__(self, yes, True)

    def age_on(self, on: date) -> int | None:
        """Whole years completed on that day; None while the date of birth is not known."""
        born = self.person.birth_date
        return None if born is None else whole_years(born, on)

    def held_measures(self) -> tuple[Measure, ...] | None:
        """The other measures, with or without figures; None while nobody has asked."""
        if self.measures is None and self.other_measures is None:
            return None
        named = {measure.code: measure for measure in self.measures or ()}
        return (*named.values(), *(Measure(code) for code in self.other_measures or () if code not in named))

    def to_json(self) -> str:
        return canonical.dumps(self)

    @classmethod
    def from_json(cls, text: str | dict) -> Facts:
        """Raises canonical.Misfit, a ValueError that names the key."""
        return canonical.loads(cls, text)
