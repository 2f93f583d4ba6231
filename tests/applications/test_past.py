"""Past months of a simulation: worked cases, by what is known now and by what was known then.

Old rules: 400.00 for a caregiver, ISEE up to 25,000.00; a regularly employed carer adds her cost up to 400.00.
"""

from datetime import date, datetime
from decimal import Decimal

import pytest

from applications import past
from applications import simulation as work
from applications.actions.withdraw import withdraw
from applications.models import Application, Caregiver, CarerContract, Certificate, Event, Isee, Knowledge
from tests.applications.factories import ROME, TODAY, make_case, rule_set_version, world
from tests.applications.test_simulate_rules import NEWER, simulated

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 10, 10, 0, tzinfo=ROME)
AUGUST, OCTOBER = date(2026, 8, 1), date(2026, 10, 1)


@pytest.fixture
def w():
    return world()


@pytest.fixture
def newer():
    return rule_set_version(NEWER)


def months(w, newer, *which, knowledge=Knowledge.NOW):
    """{month or None: (cases, euro a month under the old rules)}"""
    made = simulated(w, newer, months=which, knowledge=knowledge)
    assert made.result["done"], made.stopped
    totals = {month: work.tally_of(made, key).total for key, month, _day in work.days_of(made)}
    return {month: (one.cases, one.old_monthly) for month, one in totals.items()}


def written_on(at):
    """As if everything so far had been written at that instant: the histories say so."""
    for model in past.TRACKED:
        past.history_of(model).objects.update(pgh_created_at=at)


# --- by what is known now -------------------------------------------------------------------------------


def test_who_had_applied_and_was_not_closed(w, newer):
    make_case(w, at=MAY)
    make_case(w, "renato", at=datetime(2026, 10, 5, 9, 0, tzinfo=ROME))
    gone = make_case(w, "carla", status="assessing", at=MAY)
    withdraw(
        application=gone, by=w.social_worker, at=datetime(2026, 9, 20, 9, 0, tzinfo=ROME), note="Rinuncia"
    )
    found = months(w, newer, AUGUST, OCTOBER)
    assert {month: cases for month, (cases, _sum) in found.items()} == {None: 2, AUGUST: 2, OCTOBER: 2}
    assert Event.objects.filter(application=gone, to_status="closed").exists()
    there = [case.person.last_name for case in past.present(Application.objects.all(), on=date(2026, 8, 31))]
    assert sorted(there) == ["Brambati", "Montaldini"]


def test_the_isee_valid_on_the_last_day_of_the_month(w, newer):
    case = make_case(w, at=MAY)
    case.person.isee_set.update(issued_on=date(2026, 9, 10))
    Isee.objects.create(
        person=case.person, kind="sociosanitario", value=Decimal("30000.00"), year=2026,
        issued_on=date(2026, 1, 10), valid_to=date(2026, 9, 9),
    )  # fmt: skip
    found = months(w, newer, AUGUST, date(2026, 9, 1))
    assert found[AUGUST] == (1, Decimal("0"))
    assert found[date(2026, 9, 1)] == found[None] == (1, Decimal("400.00"))


def test_a_certificate_recognised_later_did_not_count_yet(w, newer):
    case = make_case(w, at=MAY)
    Certificate.objects.filter(person=case.person).update(recognised_on=date(2026, 9, 1))
    assert months(w, newer, AUGUST)[AUGUST] == (1, Decimal("0"))


def test_the_contract_and_the_caregiver_of_that_day(w, newer):
    case = make_case(w, at=MAY, carer_cost="250.00", requested=("caregiver", "caregiver_supplement"))
    CarerContract.objects.filter(application=case).update(starts_on=date(2026, 10, 31))
    found = months(w, newer, AUGUST, OCTOBER)
    assert found[AUGUST] == (1, Decimal("400.00"))
    assert found[OCTOBER] == found[None] == (1, Decimal("650.00"))
    Caregiver.objects.filter(application=case).update(starts_on=date(2026, 9, 1))
    assert months(w, newer, AUGUST)[AUGUST] == (1, Decimal("0"))


def test_the_assessment_signed_and_the_person_alive_by_then(w, newer):
    case = make_case(w, at=MAY)
    later = datetime(2026, 9, 3, 9, 0, tzinfo=ROME)
    case.assessments.get().signatures.filter(part="health").update(signed_at=later)
    assert months(w, newer, AUGUST, OCTOBER)[AUGUST] == (1, Decimal("0"))
    assert months(w, newer, OCTOBER)[OCTOBER] == (1, Decimal("400.00"))
    case.person.died_on = date(2026, 9, 29)
    case.person.save()
    assert months(w, newer, OCTOBER)[OCTOBER] == (0, Decimal("0"))


# --- by what was known then -----------------------------------------------------------------------------


def test_what_was_corrected_later_does_not_count(w, newer):
    case = make_case(w, at=MAY, carer_cost="250.00", requested=("caregiver", "caregiver_supplement"))
    written_on(MAY)
    Isee.objects.filter(person=case.person).update(value=Decimal("30000.00"))
    then = months(w, newer, AUGUST, knowledge=Knowledge.THEN)
    assert then[AUGUST] == (1, Decimal("650.00"))
    assert then[None] == (1, Decimal("0"))
    assert months(w, newer, AUGUST)[AUGUST] == (1, Decimal("0"))


def test_what_was_taken_away_later_is_there_and_what_came_later_is_not(w, newer):
    case = make_case(w, at=MAY)
    written_on(MAY)
    Caregiver.objects.filter(application=case).delete()
    make_case(w, "renato", at=MAY)  # entered today with an old date: nobody knew
    then = months(w, newer, AUGUST, knowledge=Knowledge.THEN)
    assert then[AUGUST] == (1, Decimal("400.00"))
    assert months(w, newer, date(2026, 4, 1), knowledge=Knowledge.THEN)[date(2026, 4, 1)] == (0, Decimal("0"))


def test_a_signature_voided_since_still_counted_then(w, newer):
    case = make_case(w, at=MAY)
    written_on(MAY)
    signed = case.assessments.get().signatures.filter(part="health")
    signed.update(voided_at=datetime(2026, 9, 3, 9, 0, tzinfo=ROME), voided_by=w.nurse, void_reason="Errore")
    then = months(w, newer, AUGUST, date(2026, 9, 1), knowledge=Knowledge.THEN)
    assert then[AUGUST] == (1, Decimal("400.00"))
    assert then[date(2026, 9, 1)] == (1, Decimal("0"))


def test_the_past_asks_a_fixed_number_of_times(w, django_assert_num_queries):
    ids = [make_case(w, who, at=MAY).pk for who in ("adele", "renato", "carla")]
    written_on(MAY)
    with django_assert_num_queries(15):
        found = past.as_known(ids, on=date(2026, 8, 31))
        known = [work.facts.of(case, on=TODAY) for case in found]
    assert len(known) == 3
    live = work.facts.with_evidence(Application.objects.filter(pk__in=ids))
    assert {case.pk: work.facts.of(case, on=TODAY) for case in live} == {
        case.pk: one for case, one in zip(found, known, strict=True)
    }
