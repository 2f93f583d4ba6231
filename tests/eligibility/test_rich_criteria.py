"""Every kind of requirement a call may have, at, below and above its edges; known, not known, not met."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from eligibility.assess import assess
from eligibility.facts import Certificate, Isee, Measure
from tests.eligibility.rich_people import IDA, ON, RICH, look, person


def test_ida_meets_everything():
    outcome = assess(IDA, RICH, ON)
    assert outcome.ready_for_award
    assert (outcome.line, outcome.line_label.it, outcome.pays_every) == ("elderly", "Anziani", 3)
    assert (outcome.starts_on, outcome.ends_on) == (date(2026, 7, 1), date(2027, 6, 30))
    assert outcome.warnings == ()


@pytest.mark.parametrize(
    ("born", "line", "verdict", "words", "settled"),
    [
        (date(2008, 7, 1), None, "met", "linea «Minori»", "minors"),  # 17
        (date(2008, 6, 30), None, "met", "linea «Adulti»", "adults"),  # 18 on the stated day
        (date(1961, 7, 1), None, "met", "linea «Adulti»", "adults"),  # 64
        (date(1961, 6, 30), None, "unknown", "più linee: Adulti o Anziani", None),  # 65: both
        (date(1961, 6, 30), "elderly", "met", "linea «Anziani»", "elderly"),
        (date(1956, 7, 1), None, "unknown", "più linee", None),  # 69
        (date(1956, 6, 30), None, "met", "linea «Anziani»", "elderly"),  # 70
        (date(1955, 6, 30), "adults", "not_met", "Ha 71 anni: non è sulla linea «Adulti», può", "adults"),
        (date(1955, 6, 30), "no such line", "not_met", "non è sulla linea «no such line»", None),
        (None, None, "unknown", "Manca la data di nascita", None),
        (None, "adults", "unknown", "Manca la data di nascita", "adults"),
    ],
)
def test_line(born, line, verdict, words, settled):
    facts = replace(person(birth_date=born), line=line)
    found = look(facts, "line")
    assert found[0] == verdict
    assert words in found[1]
    assert assess(facts, RICH, ON).line == settled


LAW, FULL = Certificate("law_104_c3", date(2020, 1, 1)), Certificate("civil_invalidity", percent=100)
PENDING = Certificate("care_allowance", pending=True, receipt_on=date(2026, 6, 1))


@pytest.mark.parametrize(
    ("certificates", "verdict", "words"),
    [
        (None, "unknown", "serve (invalidità civile 100 % e L. 104/1992, art. 3 c. 3) oppure indennità"),
        ((), "not_met", "non bastano"),
        ((LAW,), "not_met", "non bastano"),
        ((FULL,), "not_met", "non bastano"),
        ((LAW, FULL), "met", "Riconosciuto"),
        ((LAW, replace(FULL, percent=99)), "not_met", "non bastano"),
        ((LAW, replace(FULL, percent=None)), "unknown", "non bastano ancora"),
        ((FULL, replace(LAW, recognised_on=ON)), "met", "Riconosciuto"),
        ((FULL, replace(LAW, recognised_on=date(2026, 7, 1))), "unknown", "non bastano ancora"),
        ((FULL, replace(LAW, recognised_on=None)), "unknown", "non bastano ancora"),
        ((Certificate("care_allowance", valid_to=ON),), "met", "accompagnamento"),
        ((Certificate("care_allowance", valid_to=date(2026, 6, 29)),), "unknown", "non bastano ancora"),
        ((PENDING,), "met", "Ammesso con riserva"),
        ((replace(PENDING, receipt_on=None),), "unknown", "non bastano ancora"),
        ((replace(PENDING, receipt_on=date(2026, 4, 1)),), "met", "Ammesso con riserva"),  # day 90
        ((replace(PENDING, receipt_on=date(2026, 3, 31)),), "unknown", "non bastano ancora"),  # day 91
    ],
)
def test_certificates(certificates, verdict, words):
    found = look(replace(IDA, certificates=certificates), "certificates")
    assert found[0] == verdict
    assert words in found[1]


def test_a_pending_certificate_is_admitted_with_reserve_until_its_term():
    outcome = assess(replace(IDA, certificates=(PENDING,)), RICH, ON)
    [reserve] = outcome.reserve
    assert (outcome.verdict, outcome.with_reserve, outcome.ready_for_award) == ("entitled", True, False)
    assert (reserve.field, reserve.until) == ("certificates", date(2026, 8, 30))
    assert "Serve l’esito dell’accertamento entro il 30/08/2026." in outcome.sentence.it


def test_a_recognition_after_the_stated_day_does_not_count():
    late = replace(LAW, recognised_on=date(2026, 7, 2))
    assert look(replace(IDA, certificates=(FULL, late)), "certificates", date(2026, 7, 3))[0] == "not_met"


@pytest.mark.parametrize(("kinds", "verdict"), [
    (("law_104_c3",), "not_met"), (("law_104_c3", "care_allowance"), "met"),
    (("attendance_allowance", "care_allowance"), "met"), (("attendance_allowance", "blindness"), "not_met"),
])  # fmt: skip
def test_at_least_two_of_three_for_minors(kinds, verdict):
    minor = replace(person(birth_date=date(2012, 1, 1)), line=None)
    facts = replace(minor, certificates=tuple(Certificate(kind) for kind in kinds))
    assert look(facts, "certificates_minors")[0] == verdict
    assert "certificates" not in {f.code for f in assess(facts, RICH, ON).criteria}


def test_a_rule_for_some_waits_for_the_datum_that_tells_whom_it_concerns():
    outcome = assess(replace(person(birth_date=None), line=None), RICH, ON)
    found = {f.code: (f.verdict, f.missing) for f in outcome.criteria}
    assert found["certificates"][1][0].field == "line"
    assert found["certificates_minors"][1][0].field == "person.birth_date"
    assert outcome.verdict == "unknown"


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"resident_since": date(2026, 3, 30)}, "met", "dal 30/03/2026"),
        ({"resident_since": date(2026, 3, 31)}, "met", "dal 31/03/2026"),  # three months end on 30 June
        ({"resident_since": date(2026, 4, 1)}, "not_met", "servono 3 mesi, compiuti il 01/07/2026"),
        ({"resident_since": None}, "unknown", "Manca la data di inizio della residenza."),
        ({"resident_in_ambito": False}, "not_met", "fuori dall’Ambito"),
    ],
)
def test_months_of_residence(changes, verdict, words):
    found = look(person(**changes), "residence")
    assert found[0] == verdict
    assert words in found[1]


PERMIT = {
    "citizenship": "extra_eu",
    "permit_issued_on": date(2026, 1, 1),
    "permit_valid_to": date(2027, 1, 1),
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("met", ())),
        ({"citizenship": "eu"}, ("met", ())),
        ({"citizenship": None}, ("unknown", ("person.citizenship",))),
        ({"permit_valid_to": None}, ("unknown", ("person.permit_valid_to",))),
        ({"permit_valid_to": date(2026, 6, 29)}, ("unknown", ("person.permit_valid_to",))),
        ({"permit_valid_to": ON, "permit_issued_on": date(2025, 6, 30)}, ("met", ())),
        ({"permit_issued_on": None}, ("unknown", ("person.permit_issued_on",))),
        ({"permit_issued_on": date(2026, 1, 2)}, ("not_met", ())),
    ],
)
def test_permit(changes, expected):
    verdict, _, missing = look(person(**{**PERMIT, **changes}), "permit")
    assert (verdict, missing) == expected


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"signed_on": date(2024, 6, 30)}, "met"),
        ({"signed_on": date(2024, 6, 29)}, "unknown"),
        ({"signed_on": None}, "unknown"),
    ],
)
def test_an_old_assessment_is_made_again(changes, verdict):
    facts = replace(IDA, assessment=replace(IDA.assessment, **changes))
    assert look(facts, "limitation")[0] == verdict


def test_the_isee_must_carry_the_year_and_is_judged_on_the_day_of_the_application():
    old = Isee("sociosanitario", Decimal(9000), 2025, date(2025, 2, 1), date(2026, 12, 31))
    assert look(replace(IDA, isee=(old,)), "isee")[:2] == ("unknown", "Serve l’ISEE sociosanitario del 2026.")
    later = date(2027, 2, 1)
    assert look(IDA, "isee", later)[0] == "unknown"
    assert look(replace(IDA, applied_on=ON), "isee", later)[0] == "met"


def test_omissions_in_the_isee_are_a_warning_and_not_a_refusal():
    outcome = assess(
        replace(IDA, isee=(replace(IDA.isee[0], has_omissions=True),), possible_b1=True), RICH, ON
    )
    assert outcome.verdict == "entitled"
    assert [w.code for w in outcome.warnings] == ["isee", "possible_b1"]


@pytest.mark.parametrize(
    ("measures", "verdict", "words"),
    [
        ((), "met", "Nessuna misura incompatibile."),
        ((Measure("sad"),), "met", "Nessuna"),
        ((Measure("b1"),), "not_met", "B1 non è compatibile: bisogna rinunciarvi."),
        ((Measure("b1", renounces=True),), "met", "deve rinunciare a B1"),
        ((Measure("respite", days_per_year=60),), "met", "Nessuna"),
        ((Measure("respite", days_per_year=61),), "not_met", "solo fino a 60 giorni all’anno"),
        ((Measure("respite"),), "unknown", "i giorni all’anno di Sollievo"),
        ((Measure("home_care_premium", Decimal(300), None, Decimal(16)),), "met", "Nessuna"),
        (
            (Measure("home_care_premium", Decimal("300.01"), None, Decimal(16)),),
            "not_met",
            "300,00 € al mese",
        ),
        (
            (Measure("home_care_premium", Decimal(300), None, Decimal("16.5")),),
            "not_met",
            "16 ore a settimana",
        ),
        ((Measure("pension"),), "unknown", "se pension è compatibile"),
        (None, "unknown", "Non sappiamo ancora"),
    ],
)
def test_measures(measures, verdict, words):
    found = look(replace(IDA, measures=measures), "measures")
    assert found[0] == verdict
    assert words in found[1]


def test_the_limit_of_a_measure_may_depend_on_an_age_not_known():
    facts = replace(person(birth_date=None), measures=(Measure("respite", days_per_year=60),))
    assert look(facts, "measures") == ("unknown", "Manca: la data di nascita.", ("person.birth_date",))


def test_other_measures_by_code_only_are_read_too():
    assert look(replace(IDA, measures=None, other_measures=("b1",)), "measures")[0] == "not_met"
    both = replace(IDA, measures=(Measure("b1", renounces=True),), other_measures=("b1", "sad"))
    assert [m.code for m in both.held_measures()] == ["b1", "sad"]
    assert look(both, "measures")[0] == "met"


@pytest.mark.parametrize(
    ("had", "verdict"), [("none", "met"), ("direct", "met"), ("indirect", "not_met"), (None, "unknown")]
)
def test_previous_beneficiaries(had, verdict):
    assert look(replace(IDA, previous_benefit=had), "previous")[0] == verdict
