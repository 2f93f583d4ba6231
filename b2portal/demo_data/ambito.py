"""The invented Ambito: its offices, its staff, its call."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password

from accounts.models import Membership, Office, User
from applications.models import AssessmentTerms, Call, RuleSetVersion
from b2portal.demo_data.invented_rules import budget
from eligibility.ruleset import SHIPPED, load, shipped_names

ROME = ZoneInfo("Europe/Rome")
RULES = (
    "regione-2022"  # the rules the demo's call is decided under; the other shipped ones are there to compare
)
SUM = "1200000.00"  # the money of its call, invented
# name, weight: how many of the cases live there
MUNICIPALITIES = (
    ("Valserena", 22),
    ("Borgolungo", 15),
    ("Casalverde", 12),
    ("Monteforno", 10),
    ("Pieve Sant'Anna", 9),
    ("Ronchetto", 8),
    ("Torrealba", 8),
    ("Lagonuovo", 6),
    ("Sassoverde", 6),
    ("Colleameno", 4),
)
# Colleameno has not written its own: the page of the offices shows that too
PATRON_DAYS = {
    "Valserena": "08-10",
    "Borgolungo": "06-24",
    "Casalverde": "11-11",
    "Monteforno": "09-29",
    "Pieve Sant'Anna": "07-26",
    "Ronchetto": "01-17",
    "Torrealba": "12-06",
    "Lagonuovo": "06-29",
    "Sassoverde": "08-16",
}
# one person per role is shown on the sign-in page: the first of each role
STAFF = (
    ("social_worker", "Giulia Tessari", "Borgolungo"),
    ("social_worker", "Davide Ferri", "Valserena"),
    ("social_worker", "Sara Oldani", "Casalverde"),
    ("social_worker", "Chiara Perani", "Torrealba"),
    ("social_worker", "Luca Maffezzoli", "Monteforno"),
    ("social_worker", "Irene Cadei", "Pieve Sant'Anna"),
    ("social_worker", "Nadia Bassanesi", "Ronchetto"),
    ("social_worker", "Matteo Gatelli", "Lagonuovo"),
    ("social_worker", "Elisa Corvini", "Sassoverde"),
    ("social_worker", "Anna Trapletti", "Colleameno"),
    ("asst_assessor", "Paola Riboldi", "asst"),
    ("asst_assessor", "Stefano Comotti", "asst"),
    ("plan_manager", "Marco Lanfredi", "udp"),
    ("administrative_officer", "Elena Vismara", "udp"),
    ("coordinator", "Silvia Cortesi", "udp"),  # a social worker of the Plan Office: stands in for the manager
    ("director", "Paolo Nodari", "udp"),
    ("auditor", "Renata Savoldelli", "udp"),
    ("administrator", "Ivan Moreschi", "udp"),
)


def month_start(day, months=0):
    """First day of the month ``months`` after (or before) that of ``day``."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def at(day, hour=10, minute=0):
    """That hour of that day, in Rome."""
    return datetime.combine(day, time(hour, minute), tzinfo=ROME)


@dataclass
class Ambito:
    """Everything the other modules of the demo need."""

    on: date
    plan_office: Office
    asst: Office
    municipalities: dict
    staff: dict = field(default_factory=dict)  # role → [users]
    workers: dict = field(default_factory=dict)  # municipality name → its social worker
    call: Call = None

    def one(self, role):
        """The first person of that role."""
        return self.staff[role][0]


def slug(name):
    return name.lower().replace(" ", "-").replace("'", "")


def make_ambito(*, on, password, enrol):
    """Offices, staff and a call that is open on ``on``. ``enrol(user)`` gives each person a second factor."""
    plan_office = Office.objects.create(
        kind=Office.Kind.PLAN_OFFICE,
        name="Ufficio di Piano di Valserena",
        code="valserena-udp",
        ambito_name="Ambito di Valserena",
        address="Piazza della Torre 1, 25900 Valserena",
        phone="000 1110000",
        email="ufficiodipiano@valserena.example",
        patron_day="08-10",
        control_days=30,
    )

    def office(kind, name, code):
        return Office.objects.create(
            kind=kind,
            name=name,
            code=code,
            parent=plan_office,
            address=f"Piazza del Municipio 1, 25900 {name}",
            phone="000 1110001",
            email=f"sociale@{code}.example",
            patron_day="" if kind == Office.Kind.HEALTH_AUTHORITY else PATRON_DAYS.get(name, ""),
        )

    ambito = Ambito(
        on=on,
        plan_office=plan_office,
        asst=office(Office.Kind.HEALTH_AUTHORITY, "ASST Valserena", "asst-valserena"),
        municipalities={
            name: office(Office.Kind.MUNICIPALITY, name, slug(name)) for name, _weight in MUNICIPALITIES
        },
    )
    places = {"udp": plan_office, "asst": ambito.asst, **ambito.municipalities}
    hashed = make_password(password)  # once: the right hash is slow on purpose
    for role, name, place in STAFF:
        held = "social_worker" if role == "coordinator" else role
        user = _person(name, held, places[place], hashed=hashed, since=month_start(on, -24))
        enrol(user)
        ambito.staff.setdefault(role, []).append(user)
        if role == "social_worker":
            ambito.workers[place] = user
    ambito.call = _call(ambito)
    return ambito


def _person(name, role, office, *, hashed, since):
    first_name, last_name = name.split(" ", 1)
    email = f"{first_name}.{last_name}@valserena.example".lower().replace(" ", "")
    user = User.objects.create(email=email, password=hashed, first_name=first_name, last_name=last_name)
    user.acting_as = Membership.objects.create(user=user, office=office, role=role, valid_from=since)
    user.save()
    return User.objects.with_membership().get(pk=user.pk)


def _version(name, added_by, published_by, moment):
    """A shipped set of rules as if the office had published it, with its worked examples."""
    text = (SHIPPED / f"{name}.toml").read_text(encoding="utf-8") + (budget(SUM) if name == RULES else "")
    rules = load(text)
    return RuleSetVersion.objects.create(
        name=rules.name,
        title=rules.title.it,
        text=text,
        cases=(SHIPPED / f"{name}.cases.toml").read_text(encoding="utf-8"),
        sha256=rules.hash,
        added_at=moment,
        added_by=added_by,
        published_at=moment,
        published_by=published_by,
    )


def _call(ambito):
    benefit_from = month_start(ambito.on, -3)
    published = at(benefit_from - timedelta(days=140))
    manager = ambito.one("plan_manager")
    director = ambito.one("director")
    versions = {name: _version(name, manager, director, published) for name in shipped_names()}
    year = benefit_from.year
    call = Call.objects.create(
        plan_office=ambito.plan_office,
        title=f"Avviso Misura B2 {year}",
        programme="Misura B2",
        number_prefix=f"B2-{year}",
        rule_set=versions[RULES],
        act=f"Determinazione n. 12 del {published:%d/%m/%Y}",
        act_date=published.date(),
        opens_at=at(benefit_from - timedelta(days=130), 9),
        closes_at=at(ambito.on + timedelta(days=23), 12),
        benefit_from=benefit_from,
        benefit_to=month_start(benefit_from, 12) - timedelta(days=1),
        review_office="Ufficio di Piano di Valserena",
        procedure_days=90,
        published_at=published,
        published_by=manager,
    )
    AssessmentTerms.objects.create(
        call=call,
        scales=["adl", "barthel", "caregiver_burden", "iadl", "social_condition"],
        valid_months=18,
        written_at=published,
        written_by=manager,
    )
    return call
