from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from accounts.models import Office

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def office(db):
    return Office.objects.create(kind="plan_office", name="Ufficio di Piano", code="udp")


@pytest.fixture
def sample_templates(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


@pytest.fixture
def letter_context():
    return {
        "office": {
            "name": "Azienda speciale – Ufficio di Piano",
            "address": "Piazza del Mercato 3, Borgolungo (BS)",
            "phone": "030 000 0000",
            "email": "ufficiodipiano@example.org",
        },
        "surname": "Brambati",
        "subject": "il Suo buono della Misura B2 è di 680,00 € al mese",
        "addressee": ["Gentile Signora", "Adele Brambati", "Via delle Querce 14", "25100 Borgolungo BS"],
        "protocol": {"number": "2026/4417", "on": date(2026, 11, 20)},
        "paper": {"name": "Lettera alla persona", "number": "B2-2026-0147", "version": "regione-2022"},
        "signatures": [
            {
                "role": "La responsabile dell’Ufficio di Piano",
                "name": "Marta Colombi",
                "digital": True,
                "on": date(2026, 11, 20),
            }
        ],
    }
