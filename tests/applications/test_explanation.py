"""Why this amount: from the kept findings, or provisional while nothing is decided."""

import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from applications import facts
from applications.actions.reject import reject
from applications.actions.reopen import reopen
from applications.isee_position import position
from applications.models import Isee
from tests.applications.factories import NOW, TODAY, assess_fully, make_case, make_draft
from tests.applications.pages import enter
from tests.eligibility.rich_people import RICH

pytestmark = pytest.mark.django_db


def url(case, *code):
    return reverse("applications:explanation", args=[case.ref, *code])


def text_of(data):
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def test_the_kept_decision_is_shown_as_it_was(client, w):
    case = make_case(w, carer_cost="250.00", requested=("caregiver", "caregiver_supplement"))
    kept = case.determinations.get()
    Isee.objects.filter(person=case.person).update(value=Decimal("25000.01"))
    page = enter(client, w.social_worker).get(url(case))
    text = page.content.decode()
    assert "Perché 650,00\xa0€ al mese" in text
    assert "400,00 + 250,00 = <b>650,00\xa0€</b>" in text
    assert "18.400,00" in text
    assert "25.000,01" not in text
    assert kept.code in text
    assert "confermato da Marco Lanfredi" in text
    # and it says that today's data would decide otherwise
    assert "la persona non avrebbe diritto" in text
    assert page.context["outcome"].to_json() == kept.findings


def test_what_would_change_the_amount_one_datum_at_a_time(client, w):
    case = make_case(w)
    changes = enter(client, w.social_worker).get(url(case)).context["changes"]
    over = next(change for change in changes if change.label.it == "ISEE oltre 25.000,00 €")
    assert over.verdict == "not_entitled"


def test_before_any_decision_it_is_provisional_and_names_what_is_missing(client, w):
    text = enter(client, w.social_worker).get(url(make_draft(w))).content.decode()
    assert "Calcolo non completo" in text
    assert "Provvisorio." in text
    assert "Mancano ancora:" in text
    assert "ISEE sociosanitario" in text


def test_a_refusal_has_the_same_detail(client, w):
    case = assess_fully(w, make_case(w, status="assessing", isee="25000.01"))
    reject(application=case, by=w.manager, at=NOW)
    text = enter(client, w.social_worker).get(url(case)).content.decode()
    assert "Non ha diritto: ecco perché" in text
    assert "supera di 0,01\xa0€" in text or "supera di 0,01 €" in text
    assert "Non spetta nessun importo" in text


def test_a_reopened_case_is_to_be_decided_again(client, w):
    case = assess_fully(w, make_case(w, status="assessing", isee="25000.01"))
    kept = reject(application=case, by=w.manager, at=NOW)
    reopen(application=case, by=w.manager, at=NOW, note="Nuovo ISEE")
    page = enter(client, w.social_worker).get(url(case))
    assert page.context["shown"] is None
    assert "questo calcolo non vale più" in client.get(url(case, kept.code)).content.decode()


def test_a_code_of_another_case_is_not_found(client, w):
    one, two = make_case(w, "adele"), make_case(w, "carla")
    enter(client, w.social_worker)
    assert client.get(url(one, one.determinations.get().code)).status_code == 200
    assert client.get(url(one, two.determinations.get().code)).status_code == 404


def test_who_may_read_it(client, w):
    case = make_case(w)
    assert enter(client, w.nurse).get(url(case)).status_code == 403
    assert enter(client, w.other_social_worker).get(url(case)).status_code == 404
    text = enter(client, w.officer).get(url(case)).content.decode()
    assert "400,00" in text
    assert "gravi, nella valutazione" not in text
    assert "art. 3 c. 3" not in text


def test_the_isee_is_shown_on_its_bands_and_against_its_limit(client, w):
    case = make_case(w)
    page = enter(client, w.social_worker).get(url(case))
    found = page.context["isee"]
    assert (found.value, found.table, found.marker) == (Decimal("18400.00"), "", "73.60%")
    assert [(one.label, one.here) for one in found.segments] == [("fino a 25.000,00\xa0€", True)]
    assert found.note == "a 6.600,00\xa0€ dalla soglia seguente"
    assert "Dove si trova l’ISEE di Adele" in page.content.decode()
    known = facts.of(case, on=TODAY)
    with override("it"):
        rich = position(known, RICH, on=TODAY, due={"caregiver"})
        assert [one.label for one in rich.segments if one.here] == [
            "oltre 10.000,00\xa0€ e fino a 20.000,00\xa0€"
        ]
        over = replace(known, isee=(replace(known.isee[0], value=Decimal("25000.01")),))
        beyond = position(over, facts.rules_of(case.call.rule_set), on=TODAY)
        assert (beyond.note, beyond.marker) == ("0,01\xa0€ oltre il limite", "100.00%")
        assert [one.here for one in beyond.segments] == [False, True]
        assert position(replace(known, isee=None), RICH, on=TODAY) is None


def test_the_family_gets_it_on_paper(client, w):
    case = make_case(w, carer_cost="250.00", requested=("caregiver", "caregiver_supplement"))
    address = reverse("applications:explanation_pdf", args=[case.ref])
    enter(client, w.social_worker)
    code = case.determinations.get().code
    assert (
        reverse("applications:explanation_pdf", args=[case.ref, code])
        in client.get(url(case)).content.decode()
    )
    words = text_of(client.get(address).content)
    for said in ("Perché 650,00", "Adele Brambati", "I requisiti", "18.400,00", "250,00", code):
        assert said in words, said
    assert "I requisiti" not in text_of(enter(client, w.officer).get(address).content)
    missing = reverse("applications:explanation_pdf", args=[case.ref, "ABCD-EFGH"])
    assert client.get(missing).status_code == 404
    provisional = reverse("applications:explanation_pdf", args=[make_draft(w, "renato").ref])
    assert "provvisorio" in text_of(enter(client, w.social_worker).get(provisional).content)
