"""What a desk gathers: saved views, reminders, files of families, a draw of controls, a contract that ends."""

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from accounts.refusal import Refused
from applications.actions.attach import attach
from applications.actions.draw_sample import declared_cases, draw_sample
from applications.actions.record_control import record_control
from applications.actions.remind import remind
from applications.actions.save_view import save_view
from applications.models import Application, CarerContract, Isee
from b2portal.demo_data.ambito import at
from papers import uploads

VIEWS = {
    "social_worker": (
        ("Visite da fare", "vista=valutazione&ordina=scadenza"),
        ("ISEE entro 60 giorni", "stato=active&isee=scade"),
    ),
    "plan_manager": (
        ("Borgolungo e Torrealba", "comune=borgolungo&comune=torrealba"),
        ("Piani fermi da noi", "vista=approvare&entro=7"),
    ),
}
FILES = (
    ("isee", "Attestazione ISEE", "ATTESTAZIONE ISEE", "isee.pdf"),
    ("law_104", "Verbale Legge 104", "VERBALE DELLA COMMISSIONE MEDICA", "verbale104.png"),
    ("identity", "Carta d'identità", "CARTA D'IDENTITÀ", "carta.jpg"),
)
KINDS = {"pdf": "PDF", "png": "PNG", "jpg": "JPEG"}
CASES_WITH_FILES = 5
SHEET = (620, 877)  # an A4 page at 75 dots per inch


def fill(ambito, rng):
    """Everything of this module, on the days before ``ambito.on``."""
    for role, views in VIEWS.items():
        for name, query in views:
            save_view(name=name, query=query, by=ambito.one(role), at=at(ambito.on - timedelta(days=9)))
    _reminders(ambito)
    _files(ambito, rng)
    _contract_that_ends(ambito)
    _draw(ambito)


def _reminders(ambito):
    """The social workers have reminded whoever keeps a case waiting, two days ago."""
    when, sent = at(ambito.on - timedelta(days=2), 9, 40), 0
    for case in Application.objects.filter(status__in=["assessing", "plan_review"]).order_by("pk"):
        try:
            remind(application=case, by=ambito.workers[case.municipality.name], at=when)
        except Refused:  # nobody else was waited for on that day
            continue
        sent += 1
        if sent == 3:
            break


def _files(ambito, rng):
    """Invented papers, through the same checks as any upload."""
    cases = Application.objects.with_people().filter(status__in=["active", "assessing"]).order_by("pk")
    for case in list(cases)[:CASES_WITH_FILES]:
        worker = ambito.workers[case.municipality.name]
        for kind, label, title, name in rng.sample(FILES, 2):
            file = SimpleUploadedFile(
                name, _scan(title, case.person.full_name, KINDS[name.rpartition(".")[2]])
            )
            attach(
                application=case, by=worker, at=at(ambito.on - timedelta(days=rng.randint(1, 9)), 12),
                checked=uploads.check(file), kind=kind, label=label,
            )  # fmt: skip


def _scan(title, name, kind):
    """A page that looks scanned and says it is invented."""
    page = Image.new("RGB", SHEET, "#fbfaf6")
    draw = ImageDraw.Draw(page)
    large, small = ImageFont.load_default(24), ImageFont.load_default(15)
    draw.text((60, 80), title, "#222", font=large)
    draw.text((60, 140), f"di {name}", "#222", font=small)
    draw.text((60, 170), "Documento inventato per la prova del portale", "#222", font=small)
    for line in range(14):
        draw.line((60, 240 + 34 * line, 560 - 40 * (line % 4), 240 + 34 * line), "#bbb", 2)
    draw.rectangle((400, 740, 540, 800), outline="#345", width=2)
    draw.text((420, 760), "firma e timbro", "#345", font=small)
    out = io.BytesIO()
    page.save(out, kind)
    return out.getvalue()


def _contract_that_ends(ambito):
    """One carer's contract ends within the month: "My work" asks for the new one."""
    rows = CarerContract.objects.filter(
        application__status="active", application__has_carer=True, ends_on=None
    )
    for contract in rows.order_by("pk")[:2]:
        contract.ends_on = ambito.on + timedelta(days=24)
        contract.save(update_fields=["ends_on"])


def _draw(ambito):
    """One draw of a tenth of the cases with something only declared; two controls are already recorded."""
    manager, days = ambito.one("plan_manager"), {"from_on": ambito.call.opens_at.date(), "to_on": ambito.on}
    if not declared_cases(call=ambito.call, **days).exists():  # a very small demo
        return
    made = draw_sample(
        call=ambito.call, by=manager, at=at(ambito.on - timedelta(days=12), 11), seed="estrazione del lotto 7",
        count=4, **days,
    )  # fmt: skip
    for control in list(made.controls.select_related("application__person"))[:2]:
        isee = Isee.objects.filter(person=control.application.person).first()
        record_control(
            control=control, by=manager, at=at(ambito.on - timedelta(days=3), 15), outcome="positive",
            source=f"INPS, attestazione {isee.dsu_protocol}" if isee else "Anagrafe del Comune",
        )  # fmt: skip
