"""Cases at a state, driven there through the real actions: no impossible object, no second truth.

``world()`` makes one Ambito with its people; ``make_case(world, ...)`` one case of it. The day is ``TODAY``.
"""

from datetime import date, timedelta
from decimal import Decimal

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
    Caregiver,
    CarerContract,
    Certificate,
    Declaration,
    Isee,
    Verification,
)
from applications.permissions import current_assessment, current_plan
from applications.scales import of_part
from tests.applications.world import NOW, ROME, RULES, TODAY, World, make_user, rule_set_version, world

__all__ = [
    "NOW",
    "ROME",
    "RULES",
    "TODAY",
    "World",
    "make_user",
    "rule_set_version",
    "world",
]  # found here too

# tax codes with the right control character and a place code that does not exist (X104)
PEOPLE = {
    "adele": ("BRMDLA48L52X104B", "Brambati", "Adele", date(1948, 7, 12), "F"),
    "renato": ("SCLRNT41B03X104T", "Scalvini", "Renato", date(1941, 2, 3), "M"),
    "sofia": ("GHDSFO15P62X104V", "Ghidoni", "Sofia", date(2015, 9, 22), "F"),
    "nadia": ("LMRNDA84E57X104A", "El Amrani", "Nadia", date(1984, 5, 17), "F"),
    "carla": ("MNTCRL45M66X104V", "Montaldini", "Carla", date(1945, 8, 26), "F"),
    "rosalba": ("QRNRLB67D59X104W", "Quaranta", "Rosalba", date(1967, 4, 19), "F"),
    "luciana": ("BRSLCN40B63X104I", "Bresciotti", "Luciana", date(1940, 2, 23), "F"),
    "tommaso": ("RRGTMS09C14X104W", "Arrighini", "Tommaso", date(2009, 3, 14), "M"),
    "giacomo": ("LDRGCM32S11X104O", "Oldrati", "Giacomo", date(1932, 11, 11), "M"),
    "fausto": ("ZBNFST38H01X104O", "Zubani", "Fausto", date(1938, 6, 1), "M"),
    "nando": ("CLVNND30S02X104O", "Calvanese", "Nando", date(1930, 11, 2), "M"),
    "nora": ("VZZNRO50D45X104G", "Vezzoli", "Nora", date(1950, 4, 5), "F"),
    "piero": ("GRNPRI46R09X104D", "Guerini", "Piero", date(1946, 10, 9), "M"),
    "ugo": ("BLTGUO36E21X104N", "Beltrami", "Ugo", date(1936, 5, 21), "M"),
}
IBAN = "IT60X0542811101000000123456"


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
    declared=None,
    personal_assistant=False,
    **fields,
):
    """Fill everything an application needs. Defaults: worked case 1 (caregiver, ISEE 18,400, no employee).

    ``carer_cost``: monthly cost of a regularly employed carer, None for no carer. ``certificate`` None: has none.
    ``declared``: values of the Declaration; ``fields``: of the application.
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
            personal_assistant=personal_assistant,
        )
    if declared:
        Declaration.objects.create(application=application, **declared)
    Application.objects.filter(pk=application.pk).update(
        **fields,
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
    """Answers to every usual scale of ``part``, all at the same level."""
    return {item.code: level for scale in of_part(part) for item in scale.items}


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
