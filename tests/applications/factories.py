"""Cases at a state, driven there through the real actions: no impossible object, no second truth.

``world()`` makes one Ambito with its people; ``make_case(world, ...)`` one case of it. The day is ``TODAY``.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from accounts.models import Membership, Office, User
from applications.actions.approve_plan import approve_plan
from applications.actions.create import create
from applications.actions.send_to_asst import send_to_asst
from applications.actions.sign_assessment import sign_assessment
from applications.actions.submit import submit
from applications.actions.submit_plan import submit_plan
from applications.actions.write_assessment import write_assessment
from applications.actions.write_plan import write_plan
from applications.models import (
    Application,
    Call,
    Caregiver,
    CarerContract,
    Certificate,
    Isee,
    RuleSetVersion,
    Verification,
)
from applications.permissions import current_assessment, current_plan
from applications.scales import SCALES
from eligibility.ruleset import load

ROME = ZoneInfo("Europe/Rome")
TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=ROME)
RULES = Path("eligibility/rulesets/regione-2022.toml")

# tax codes with the right control character and a place code that does not exist (X104)
PEOPLE = {
    "adele": ("BRMDLA48L52X104B", "Brambati", "Adele", date(1948, 7, 12), "F"),
    "renato": ("SCLRNT41B03X104T", "Scalvini", "Renato", date(1941, 2, 3), "M"),
    "sofia": ("GHDSFO15P62X104V", "Ghidoni", "Sofia", date(2015, 9, 22), "F"),
    "nadia": ("LMRNDA84E57X104V", "El Amrani", "Nadia", date(1984, 5, 17), "F"),
    "carla": ("MNTCRL45M66X104V", "Montaldini", "Carla", date(1945, 8, 26), "F"),
    "rosalba": ("QRNRLB67D59X104W", "Quaranta", "Rosalba", date(1967, 4, 19), "F"),
    "luciana": ("BRSLCN40B63X104I", "Bresciotti", "Luciana", date(1940, 2, 23), "F"),
    "tommaso": ("RRGTMS09C14X104W", "Arrighini", "Tommaso", date(2009, 3, 14), "M"),
    "giacomo": ("LDRGCM32S11X104O", "Oldrati", "Giacomo", date(1932, 11, 11), "M"),
    "fausto": ("ZBNFST38H01X104O", "Zubani", "Fausto", date(1938, 6, 1), "M"),
}
IBAN = "IT60X0542811101000000123456"


@dataclass
class World:
    """One Ambito: offices, one person per role, a call that is open at ``NOW``."""

    plan_office: Office
    municipality: Office
    other_municipality: Office
    asst: Office
    social_worker: User
    other_social_worker: User
    officer: User
    manager: User
    director: User
    nurse: User
    auditor: User
    administrator: User
    call: Call


def make_user(email, office, role, first_name, last_name):
    """A person with one membership, acting in it."""
    user = User.objects.create_user(
        email, "una frase lunga per entrare", first_name=first_name, last_name=last_name
    )
    user.acting_as = Membership.objects.create(
        user=user, office=office, role=role, valid_from=date(2020, 1, 1)
    )
    user.save()
    return User.objects.with_membership().get(pk=user.pk)


def rule_set_version(path=RULES, *, at=NOW):
    """The stored text of a shipped rule set; found again when it is already there."""
    text = path.read_text(encoding="utf-8")
    parsed = load(text)
    row, _new = RuleSetVersion.objects.get_or_create(
        sha256=parsed.hash, defaults={"name": parsed.name, "text": text, "added_at": at}
    )
    return row


def world(prefix="valserena", number_prefix="B2-2026", **call_dates):
    """A whole Ambito. ``prefix`` keeps codes and addresses apart when a test needs two.

    ``call_dates``: fields of the call to set otherwise, for tests that live on the real day.
    """
    plan_office = Office.objects.create(
        kind="plan_office",
        name=f"Ufficio di Piano {prefix}",
        code=prefix,
        ambito_name=f"Ambito di {prefix.title()}",
        address="Piazza del Municipio 1, 25000 Valserena",
        phone="030 0000001",
        email=f"udp@{prefix}.example",
    )

    def office(kind, name, code):
        return Office.objects.create(
            kind=kind,
            name=name,
            code=f"{prefix}-{code}",
            parent=plan_office,
            address=f"Via Roma 1, {name}",
            phone="030 0000002",
        )

    borgolungo, torrealba = (
        office("municipality", "Borgolungo", "borgolungo"),
        office("municipality", "Torrealba", "torrealba"),
    )
    asst = office("health_authority", "ASST Valserena", "asst")

    def user(name, office_, role):
        first, last = name.split()
        return make_user(f"{first}.{last}@{prefix}.example".lower(), office_, role, first, last)

    dates = {
        "act_date": date(2026, 1, 15),
        "opens_at": datetime(2026, 2, 1, 9, 0, tzinfo=ROME),
        "closes_at": datetime(2026, 12, 15, 12, 0, tzinfo=ROME),
        "benefit_from": date(2026, 6, 1),
        "benefit_to": date(2027, 5, 31),
        "published_at": datetime(2026, 1, 20, 9, 0, tzinfo=ROME),
    }
    call = Call.objects.create(
        plan_office=plan_office,
        title="Avviso Misura B2 2026",
        programme="Misura B2",
        number_prefix=number_prefix,
        rule_set=rule_set_version(),
        act="Determinazione n. 12 del 15/01/2026",
        review_office=f"Ufficio di Piano {prefix}",
        **dates | call_dates,
    )
    manager = user("Marco Lanfredi", plan_office, "plan_manager")
    Call.objects.filter(pk=call.pk).update(published_by=manager)
    return World(
        plan_office=plan_office,
        municipality=borgolungo,
        other_municipality=torrealba,
        asst=asst,
        social_worker=user("Giulia Tessari", borgolungo, "social_worker"),
        other_social_worker=user("Chiara Perani", torrealba, "social_worker"),
        officer=user("Elena Vismara", plan_office, "administrative_officer"),
        manager=manager,
        director=user("Paolo Nodari", plan_office, "director"),
        nurse=user("Paola Riboldi", asst, "asst_assessor"),
        auditor=user("Anna Revisori", plan_office, "auditor"),
        administrator=user("Sara Sistemi", plan_office, "administrator"),
        call=call,
    )


def make_draft(w, who="adele", *, at=NOW, by=None):
    """A bare draft of the person ``who``."""
    tax_code, last_name, first_name, birth_date, sex = PEOPLE[who]
    by = by or w.social_worker
    return create(
        call=w.call,
        municipality=by.office if by.office.kind == "municipality" else w.municipality,
        person={
            "tax_code": tax_code,
            "last_name": last_name,
            "first_name": first_name,
            "birth_date": birth_date,
            "sex": sex,
            "address": "Via delle Querce 14",
            "postal_code": "25000",
            "phone": "030 0000010",
        },
        by=by,
        at=at,
    )


def complete(
    application,
    *,
    isee="18400.00",
    isee_kind="sociosanitario",
    caregiver=True,
    carer_cost=None,
    certificate="law_104_c3",
    requested=("caregiver",),
    at=NOW,
    iban=IBAN,
):
    """Fill everything an application needs. Defaults: worked case 1 (caregiver, ISEE 18,400, no employee).

    ``carer_cost``: monthly cost of a regularly employed carer, None for no carer. ``certificate`` None: has none.
    """
    person = application.person
    if certificate:
        Certificate.objects.create(
            person=person,
            kind=certificate,
            recognised_on=date(2020, 2, 3),
            verification=Verification.DOCUMENT,
            verified_at=at,
            verified_by=application.created_by,
        )
    if isee is not None:
        Isee.objects.create(
            person=person,
            kind=isee_kind,
            value=Decimal(isee),
            year=2026,
            dsu_protocol="INPS-ISEE-2026-01482213X",
            issued_on=date(2026, 1, 20),
            valid_to=date(2026, 12, 31),
            verification=Verification.REGISTRY,
            verified_at=at,
            verified_by=application.created_by,
        )
    if caregiver:
        Caregiver.objects.create(
            application=application,
            last_name="Ferrandi",
            first_name="Laura",
            relation="figlia",
            cohabiting=False,
            weekly_hours=35,
        )
    if carer_cost is not None:
        CarerContract.objects.create(
            application=application,
            carer_name="Oksana Melnyk",
            regular=True,
            inps_reference="INPS 123/2026",
            weekly_hours=25,
            monthly_cost=Decimal(carer_cost),
            starts_on=date(2026, 3, 1),
        )
    Application.objects.filter(pk=application.pk).update(
        resident=True,
        lives_at_home=True,
        declares_no_certificate=not certificate,
        has_caregiver=bool(caregiver),
        has_carer=carer_cost is not None,
        requested=list(requested),
        other_measures=[],
        iban=iban,
        payee_name=person.full_name,
        consent_given_on=TODAY,
    )
    return Application.objects.with_people().get(pk=application.pk)


def answers(part, *, level=0):
    """Answers to every scale of ``part``, all at the same level."""
    return {item.code: level for scale in SCALES if scale.part == part for item in scale.items}


def assess_fully(w, application, *, at=NOW, severe=True, sign=("social", "health")):
    """Both parts written, sent to the ASST and signed by the offices in ``sign``."""
    write_assessment(
        application=application,
        by=w.social_worker,
        at=at,
        content={**answers("social"), "day_changes": "Non esce più da sola."},
        visited_on=TODAY - timedelta(days=3),
    )
    application = send_to_asst(application=application, by=w.social_worker, at=at, health_office=w.asst)
    write_assessment(
        application=application, by=w.nurse, at=at, content={**answers("health"), "severe_limitation": severe}
    )
    for part, user in (("social", w.social_worker), ("health", w.nurse)):
        if part in sign:
            content_hash = current_assessment(Application.objects.get(pk=application.pk)).content_hash
            sign_assessment(application=application, by=user, at=at, content_hash=content_hash)
    return Application.objects.with_people().get(pk=application.pk)


def plan_fields(w):
    """A complete plan, as keyword arguments of ``write_plan``."""
    return {
        "fields": {
            "wishes": "Restare a casa mia, con le mie cose.",
            "emergency_plan": "Se Laura manca, viene il figlio Andrea.",
            "starts_on": w.call.benefit_from,
            "ends_on": w.call.benefit_to,
            "review_on": date(2026, 12, 1),
        },
        "goals": [
            {
                "title": "Restare a casa in sicurezza",
                "indicator": "Nessuna caduta in sei mesi",
                "by_date": date(2027, 5, 31),
            }
        ],
        "interventions": [
            {"what": "Assistenza della figlia", "who": "Laura Ferrandi", "how_often": "ogni giorno"}
        ],
        "resources": [
            {
                "label": "Assistenza domiciliare",
                "fund": "municipality",
                "nature": "service",
                "quantity": "4 ore a settimana",
                "monthly_value": Decimal("288.00"),
            }
        ],
    }


def make_case(w, who="adele", *, status="eligible", at=NOW, severe=True, **evidence):
    """A case of ``who`` at ``status``: draft, assessing, plan_review or eligible. ``evidence``: see ``complete``."""
    application = complete(make_draft(w, who, at=at), at=at, **evidence)
    if status == "draft":
        return application
    application = submit(application=application, by=w.social_worker, at=at)
    if status == "assessing":
        return application
    application = assess_fully(w, application, at=at, severe=severe)
    write_plan(application=application, by=w.social_worker, at=at, **plan_fields(w))
    application = submit_plan(application=application, by=w.social_worker, at=at)
    if status == "plan_review":
        return application
    approve_plan(
        application=application, by=w.manager, at=at, expected_version=current_plan(application).edit_version
    )
    return Application.objects.with_people().get(pk=application.pk)
