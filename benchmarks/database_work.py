"""One measure of `database.py` in a process of its own: writes cases, reads and simulates them, weighs the memory."""

# ruff: noqa: E402  (Django is set up before its models are imported)

import json
import random
import resource
import statistics
import sys
import time
from collections import deque
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from applications import facts
from applications import simulation as work
from applications.models import (
    Application,
    Assessment,
    AssessmentSignature,
    Caregiver,
    CarerContract,
    Certificate,
    IndividualPlan,
    Isee,
    Person,
    Simulation,
    SimulationRow,
)
from applications.tasks import SIMULATED_AT_ONCE
from eligibility.ruleset import SHIPPED
from eligibility.simulate import simulate
from tests.applications.factories import answers, rule_set_version, world
from tests.applications.world import NOW, TODAY

AT_ONCE = 2000
ROUNDS = 2
NAMES = ("Laura", "Marta", "Andrea", "Chiara", "Paolo", "Oksana", "Nadia", "Renato")
SOCIAL, HEALTH = answers("social"), answers("health") | {"severe_limitation": True}


def write(count):
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        w = world()
    dice = random.Random(7)
    for start in range(0, count, AT_ONCE):
        with transaction.atomic():
            _write(w, dice, range(start, min(start + AT_ONCE, count)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"cases": Application.objects.count()}


def _write(w, dice, numbers):
    """Most are adults with all their evidence; some lack one datum, as real ones do."""
    towns = (w.municipality, w.other_municipality)
    persons = Person.objects.bulk_create(
        Person(
            plan_office=w.plan_office, tax_code=f"{n:011d}", last_name=f"Cognome{n}", first_name=dice.choice(NAMES),
            birth_date=TODAY - timedelta(days=dice.randint(8 * 365, 95 * 365)), sex=dice.choice("FM"),
            address="Via delle Querce 14", postal_code="25000", municipality=towns[n % 2],
        )
        for n in numbers
    )  # fmt: skip
    cases = [_case(w, dice, person, n, towns[n % 2]) for person, n in zip(persons, numbers, strict=True)]
    cases = Application.objects.bulk_create(cases)
    Isee.objects.bulk_create(
        Isee(
            person=person, kind="ordinario" if person.age_on(TODAY) < 18 else "sociosanitario",
            value=Decimal(dice.randint(0, 3_500_000)) / 100, year=2026, issued_on=date(2026, 1, 20),
            valid_to=date(2026, 12, 31),
        )
        for person in persons if dice.random() < 0.95
    )  # fmt: skip
    Certificate.objects.bulk_create(
        Certificate(
            person=person, kind=dice.choice(("law_104_c3", "care_allowance")), recognised_on=date(2020, 2, 3)
        )
        for person in persons
        if dice.random() < 0.95
    )
    Caregiver.objects.bulk_create(
        Caregiver(
            application=case, last_name="Ferrandi", first_name=dice.choice(NAMES), relation="figlia",
            cohabiting=dice.random() < 0.5, weekly_hours=dice.randint(5, 50),
        )
        for case in cases if case.has_caregiver
    )  # fmt: skip
    CarerContract.objects.bulk_create(
        CarerContract(
            application=case, carer_name=f"{dice.choice(NAMES)} Melnyk", regular=dice.random() < 0.9, weekly_hours=25,
            monthly_cost=Decimal(dice.randint(20_000, 150_000)) / 100, starts_on=date(2026, 3, 1),
        )
        for case in cases if case.has_carer
    )  # fmt: skip
    assessments = Assessment.objects.bulk_create(
        Assessment(
            application=case, started_at=NOW, started_by=w.social_worker, visited_on=TODAY, social=SOCIAL,
            health=HEALTH | {"severe_limitation": dice.random() < 0.9}, content_hash=f"{case.pk:064d}",
        )
        for case in cases
    )  # fmt: skip
    AssessmentSignature.objects.bulk_create(
        AssessmentSignature(
            assessment=one, part=part, office=by.office, role="x", signed_at=NOW, signed_by=by,
            content_hash=one.content_hash,
        )
        for one in assessments for part, by in (("social", w.social_worker), ("health", w.nurse))
    )  # fmt: skip
    IndividualPlan.objects.bulk_create(
        IndividualPlan(
            application=case, version=1, state="approved", wishes="Restare a casa mia.", written_at=NOW,
            written_by=w.social_worker, approved_at=NOW, approved_by=w.manager,
        )
        for case in cases
    )  # fmt: skip


def _case(w, dice, person, n, town):
    has_caregiver, has_carer = dice.random() < 0.7, dice.random() < 0.4
    return Application(
        number=f"B2-2026-{n:06d}", status="assessing", created_at=NOW, created_by=w.social_worker, call=w.call,
        person=person, plan_office=w.plan_office, municipality=town, resident=dice.random() < 0.97,
        lives_at_home=dice.random() < 0.97, has_caregiver=has_caregiver, has_carer=has_carer, other_measures=[],
        requested=["caregiver", "caregiver_supplement"] if has_caregiver else ["carer"], submitted_at=NOW,
        submitted_by=w.social_worker,
    )  # fmt: skip


def cases_of(count=None):
    cases = work.cases_of(Application.objects.order_by("pk").first().plan_office)
    return cases if count is None else cases.filter(number__lt=f"B2-2026-{count:06d}")


def texts():
    old = Application.objects.select_related("call__rule_set").first().call.rule_set
    return old, rule_set_version(SHIPPED / "regione-2024.toml")


def measure(count):
    old, new = (facts.rules_of(text) for text in texts())
    kept = list(facts.stream(cases_of(), on=TODAY))
    assert len(kept) == count
    ways = {
        "reading": lambda: deque(facts.stream(cases_of(), on=TODAY), maxlen=0),
        "simulating": lambda: simulate(facts.stream(cases_of(), on=TODAY), old, new, TODAY),
        "judging": lambda: simulate(kept, old, new, TODAY),
    }
    times = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, run in ways.items():
            times[name].append(_seconds(run))
    return {name: statistics.median(taken) for name, taken in times.items()} | {"rounds": ROUNDS}


def job(count):
    """The pieces of the job that the page starts, one after the other in this process."""
    old, new = texts()
    user = Application.objects.select_related("created_by").first().created_by
    made = Simulation.objects.create(
        plan_office=cases_of().first().plan_office, old=old, new_version=new, new_text=new.text,
        new_sha256=new.sha256, on=TODAY, started_at=NOW, started_by=user,
    )  # fmt: skip
    ids = list(cases_of().order_by("pk").values_list("pk", flat=True))
    took = reading = 0.0
    for start in range(0, len(ids), AT_ONCE):  # by turns, so that a busy moment counts for both
        block = ids[start : start + AT_ONCE]
        cases = cases_of().filter(pk__in=block)
        reading += _seconds(lambda cases=cases: deque(facts.stream(cases, on=TODAY), maxlen=0))
        took += _seconds(lambda block=block: _pieces(made.pk, block))
    made.refresh_from_db()
    assert not made.stopped, made.stopped
    assert work.tally_of(made).total.cases == count
    return {
        "took": took,
        "reading": reading,
        "changed": SimulationRow.objects.filter(simulation=made).count(),
    }


def _pieces(simulation_id, ids):
    for start in range(0, len(ids), SIMULATED_AT_ONCE):
        with transaction.atomic():
            work.work_chunk(simulation_id=simulation_id, case_ids=ids[start : start + SIMULATED_AT_ONCE])


def memory(count):
    """Of a process that reads and simulates so many cases, at its highest."""
    old, new = (facts.rules_of(text) for text in texts())
    tally = simulate(facts.stream(cases_of(count), on=TODAY), old, new, TODAY)
    assert tally.total.cases == count
    return {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _seconds(run):
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


if __name__ == "__main__":
    what, cases = sys.argv[1:]
    print(json.dumps({"write": write, "measure": measure, "job": job, "memory": memory}[what](int(cases))))
