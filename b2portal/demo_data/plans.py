"""The middle of a case: the assessment of two offices, the plan, its approval."""

from datetime import time, timedelta
from decimal import Decimal

from applications import scales
from applications.actions.add_note import add_note
from applications.actions.approve_plan import approve_plan
from applications.actions.disagree_assessment import disagree_assessment
from applications.actions.hold import hold
from applications.actions.return_plan import return_plan
from applications.actions.send_to_asst import send_to_asst
from applications.actions.sign_assessment import sign_assessment
from applications.actions.submit_plan import submit_plan
from applications.actions.write_assessment import write_assessment
from applications.actions.write_plan import write_plan
from applications.models import Application, Assessment, Part, terms_of
from applications.permissions import current_assessment, current_plan
from b2portal.demo_data.ambito import at
from b2portal.demo_data.signed import sign_with_the_family

WISHES = (
    "Restare a casa mia, con le mie cose e il cortile.",
    "Vorrei che mia figlia potesse riposare ogni tanto.",
    "Uscire ancora il giovedì per il mercato.",
    "Dormire nel mio letto e vedere i nipoti.",
    "Imparare a cucinare da solo la domenica.",
)
GOALS = (
    ("Restare a casa in sicurezza", "Nessuna caduta in sei mesi"),
    ("Dare respiro a chi assiste", "Due settimane di sollievo l'anno"),
    ("Mantenere il cammino", "Arriva alla piazza con il deambulatore"),
    ("Vedere altre persone", "Esce almeno due volte a settimana"),
)
NEEDS = (
    {
        "label": "Aiuto al risveglio e alla sera",
        "answer": "covered",
        "note": "Chi assiste e il servizio del Comune",
    },
    {
        "label": "Qualcuno in casa di notte",
        "answer": "partly",
        "note": "Tre notti su sette: le altre la figlia a chiamata",
    },
    {
        "label": "Sollievo per chi assiste",
        "answer": "uncovered",
        "note": "Due settimane d'estate ancora da trovare",
    },
    {"label": "Compagnia e uscite", "answer": "covered", "note": "Volontari della parrocchia"},
    {"label": "Igiene della persona", "answer": "covered", "note": "Assistenza domiciliare"},
)
# beside which row the manager wrote, when the plan was sent back
PINNED = (
    ("goals", "Come vediamo, fra sei mesi, che è raggiunto? Scriviamo chi lo guarda e quando."),
    ("resources", "Sono ore in più o quelle di prima? Scriva da quando partono."),
)


DISAGREEMENT = (
    "Alla visita del 12 la signora si alzava con un appoggio: rivedrei il trasferimento letto-sedia."
)


def _codes(scale):
    return {item.code for item in scale.items}


def assess(ambito, rng, case, worker, nurse, day, *, sign_health):
    used = scales.versions(terms_of(case.call).scales)

    def answers(part):
        found = {}
        for scale in scales.of_part(part, used):
            for item in scale.items:  # heavy needs, most of the time
                values = sorted((level.value for level in item.levels), reverse=scale.worse == "high")
                found[item.code] = values[rng.randrange(len(values))] if rng.random() < 0.4 else values[0]
            asked = {item.code for item in scale.asked(found)}
            found = {
                code: value for code, value in found.items() if code in asked or code not in _codes(scale)
            }
        return found

    write_assessment(
        application=case,
        by=worker,
        at=at(day, 15),
        content={**answers("social"), "day_changes": "Da primavera non esce più da sola."},
        visited_on=day,
        visited_from=time(rng.randint(9, 12), rng.choice((0, 30))),
        present=rng.choice(("La figlia.", "Il marito e l'assistente familiare.", "")),
    )
    case = send_to_asst(application=case, by=worker, at=at(day, 16), health_office=ambito.asst)
    if sign_health or rng.random() < 0.5:
        write_assessment(
            application=case,
            by=nurse,
            at=at(day + timedelta(days=3)),
            content={**answers("health"), "severe_limitation": True},
        )

    def sign(by, when):
        digest = current_assessment(Application.objects.get(pk=case.pk)).content_hash
        sign_assessment(application=case, by=by, at=when, content_hash=digest)

    sign(worker, at(day + timedelta(days=3), 12))
    if sign_health:
        sign(nurse, at(day + timedelta(days=4)))
    elif rng.random() < 0.25 and _asst_has_another(case):
        disagree_assessment(application=case, by=nurse, at=at(day + timedelta(days=4)), note=DISAGREEMENT)
    if rng.random() < 0.3:
        add_note(
            application=case, by=worker, at=at(day, 17), note="La famiglia chiede due settimane di sollievo."
        )


def _asst_has_another(case):
    """True when the ASST has another case to sign: without it its work would be empty."""
    theirs = Assessment.objects.filter(application__sent_to_asst_at__isnull=False, disagreed_at=None)
    return theirs.exclude(application=case).exclude(signatures__part=Part.HEALTH).exists()


def _needs(rng, story):
    """Some plans answer every need: only those are approved together."""
    if story.ending == "plan_review" and rng.random() < 0.5:
        return [one for one in NEEDS if one["answer"] == "covered"]
    return rng.sample(NEEDS, 3)


def _comments(plan):
    for section, text in PINNED:
        row = getattr(plan, section).first()
        yield {"section": section, "row_key": row.key, "about": str(row), "text": text}


def plan(ambito, rng, case, story, worker, day):
    goals = rng.sample(GOALS, 3)
    call = ambito.call
    resources = [
        {
            "label": "Assistenza domiciliare (SAD)",
            "fund": "municipality",
            "nature": "service",
            "quantity": "4 ore a settimana",
            "monthly_value": Decimal("288.00"),
        },
        {
            "label": "Tempo della famiglia",
            "fund": "family",
            "nature": "time",
            "quantity": "35 ore a settimana",
            "monthly_value": None,
        },
        {
            "label": "Volontari della parrocchia",
            "fund": "third_sector",
            "nature": "time",
            "quantity": "una visita a settimana",
            "monthly_value": None,
        },
    ]
    if story.certificate == "care_allowance":
        resources.insert(
            0,
            {
                "label": "Indennità di accompagnamento",
                "fund": "inps",
                "nature": "money",
                "quantity": "",
                "monthly_value": Decimal("542.02"),
            },
        )
    write_plan(
        application=case,
        by=worker,
        at=at(day),
        fields={
            "wishes": rng.choice(WISHES),
            "emergency_plan": "Se chi assiste manca, si chiama il servizio sociale del Comune.",
            "starts_on": call.benefit_from,
            "ends_on": call.benefit_to,
            "review_on": day + timedelta(days=180),
        },
        goals=[{"title": title, "indicator": sign, "by_date": call.benefit_to} for title, sign in goals],
        interventions=[
            {"what": "Assistenza in famiglia", "who": "Chi assiste", "how_often": "ogni giorno"},
            {"what": "Assistenza domiciliare", "who": "Comune", "how_often": "4 ore a settimana"},
        ],
        resources=resources,
        needs=_needs(rng, story),
    )
    if story.ending in (
        "plan_review",
        "plan_returned",
    ):  # a scan is slow to make: only where the demo shows it
        sign_with_the_family(ambito, case, nurse=rng.random() < 0.6, day=day)
    case = submit_plan(application=case, by=worker, at=at(day, 12))
    manager = ambito.one("plan_manager")
    if story.ending == "plan_returned":
        return return_plan(
            application=case,
            by=manager,
            at=at(day + timedelta(days=2)),
            note="Mancano le ore dell'assistenza domiciliare.",
            comments=list(_comments(current_plan(case))),
        )
    if story.ending == "plan_review":
        return case
    approve_plan(
        application=case,
        by=manager,
        at=at(day + timedelta(days=4)),
        expected_version=current_plan(case).edit_version,
    )
    case = Application.objects.with_people().get(pk=case.pk)
    if story.ending == "waiting_list":
        return hold(application=case, by=manager, at=at(day + timedelta(days=5)))
    return case
