"""A rule set in words: what is counted in hours, accesses, points or percent is never shown as euros."""

from django.utils.translation import override

from applications import rule_page
from tests.eligibility.test_calls import CALLS


def said(name, part):
    """{label: {name of the parameter: its words}} of the rows of a call, in Italian."""
    with override("it"):
        rows = getattr(rule_page, part)(CALLS[name])
        flat = rows if part == "criteria" else [row for item, below in rows for row in (item, *below)]
        return {
            row.label.it: {name: words.replace("\xa0", " ") for name, words in row.parameters} for row in flat
        }


def test_a_number_of_services_is_not_a_sum():
    rows = said("valle-camonica-2024", "interventions")
    assert rows["Accessi"] == {"importo": "80 accessi"}
    assert rows["Assistenza domiciliare"]["si conta in"] == "accessi"
    assert rows["Tetto mensile"] == {"importo": "300,00 €"}


def test_hours_and_points_are_not_euros_and_answers_are_words():
    assert said("clv-2025", "interventions")["Contratto"]["almeno, ore a settimana"] == "25"
    need = said("asci-2025", "interventions")["Livello di bisogno"]
    assert need["risposte che bastano"] == "basso bisogno assistenziale, sostegno intensivo elevato"
    table = said("barthel", "interventions")["Tabella"]
    assert "400,00 €, 300,00 €; 200,00 €, 100,00 €" in table.values()
