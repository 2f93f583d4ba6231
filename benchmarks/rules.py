"""The rules: how many cases a second, as ratios measured in one run. Run: python benchmarks/rules.py [cases]


Compared in the same process, on the same cases: a naive re-implementation of the 2022 rules without any explanation;
the readable engine with its explanation (lazy, and with every word put together); the fast path; a simulation of two rule
sets; reading the cases from their JSON. OpenFisca-Core computes the same rules case by case where it is installed (it is no
dependency of ours): `pip install openfisca-core` in an environment of your own, then B2_OPENFISCA=1.
"""

# ruff: noqa: E501

import os
import random
import resource
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from eligibility.assess import assess
from eligibility.facts import Facts
from eligibility.fast import compiled
from eligibility.ruleset import shipped
from eligibility.simulate import simulate
from tests.eligibility.generate import many

ON = date(2022, 10, 3)
OLD, NEW = shipped("regione-2022"), shipped("regione-2024")
ROUNDS = 5


def naive(facts, on=ON):
    """The 2022 rules as one writes them in an afternoon: a sum or None, and not one word of why."""
    person, total = facts.person, Decimal("0.00")
    age = facts.age_on(on)
    if age is None or None in (
        person.resident_in_ambito,
        person.lives_at_home,
        facts.certificates,
        facts.isee,
    ):
        return None
    if not (person.resident_in_ambito and person.lives_at_home):
        return total
    accepted = ("law_104_c3", "care_allowance")
    if not any(
        c.kind in accepted and not c.pending and (c.valid_to is None or c.valid_to >= on)
        for c in facts.certificates
    ):
        return total
    kinds = ("ordinario", "minorenni") if age < 18 else ("sociosanitario", "sociosanitario_ristretto")
    values = [i.value for i in facts.isee if i.kind in kinds and i.valid_to is not None and i.valid_to >= on]
    if not values:
        return None
    if values[-1] > (40000 if age < 18 else 25000) or not facts.assessment.severe_limitation:
        return total
    cost = facts.carer.monthly_cost if facts.has_carer and facts.carer is not None else None
    if facts.has_caregiver:
        total += 400
        if cost is not None:
            total += min(cost, Decimal(400))
    elif cost is not None:
        total += min(cost, Decimal(800))
    if age < 18 and facts.minor_project is not None:
        total = max(total, facts.minor_project.monthly_cost or total)
    return total


def told(facts):
    """With every word of the explanation put together, in both languages, as it is stored."""
    return assess(facts, OLD, ON).to_json()


def read(facts):
    """With what a page shows in one language: requirements, supports, steps, the text in short."""
    outcome = assess(facts, OLD, ON)
    for finding in (*outcome.criteria, *outcome.interventions):
        finding.reason.said("it")
    for item in outcome.interventions:
        for step in item.steps:
            step.datum.said("it"), step.result.said("it")
    return outcome.sentence_for("Ada")


def seconds(run, cases):
    """Median of interleaved rounds is taken by the caller; this is one round."""
    start = time.perf_counter()
    run(cases)
    return time.perf_counter() - start


def each(function):
    def run(cases):
        for facts in cases:
            function(facts)

    return run


def part(seed_and_count):
    """One worker's share of a large simulation: cases are made on the way, none is kept."""
    seed, count = seed_and_count
    base = list(many(OLD, ON, 2000, seed))
    return simulate(((f"{seed}-{n}", base[n % 2000]) for n in range(count)), OLD, NEW, ON)


def people(count):
    """Cases as people are: the ISEE, the costs, the hours and the names of each are nobody else's, the Comune is one of 30."""
    dice = random.Random(11)

    def own(cents):
        return Decimal(dice.randint(1, cents)) / 100

    for n, facts in enumerate(many(OLD, ON, count)):
        town = facts.person.municipality and f"Comune {dice.randint(1, 30)}"
        changed = {"person": replace(facts.person, municipality=town)}
        if facts.isee is not None:
            changed["isee"] = tuple(replace(one, value=own(4_500_000)) for one in facts.isee)
        if facts.caregiver is not None:
            changed["caregiver"] = replace(facts.caregiver, name=f"Marta {n}", weekly_hours=own(6_000))
        if facts.carer is not None and facts.carer.monthly_cost is not None:
            changed["carer"] = replace(facts.carer, monthly_cost=own(150_000))
        for name in ("minor_project", "independent_living_project"):
            project = getattr(facts, name)
            if project is not None and project.monthly_cost is not None:
                changed[name] = replace(project, title=f"Progetto {n}", monthly_cost=own(150_000))
        yield replace(facts, **changed)


def main(count=3000, large=200_000):
    cases = list(people(count))
    stored, quick = [facts.to_json() for facts in cases], compiled(OLD)
    ways = {
        "naive, no explanation": (each(naive), cases),
        "assess, explained (words made when read)": (each(lambda facts: assess(facts, OLD, ON)), cases),
        "assess, read in one language": (each(read), cases),
        "assess, every word put together as JSON": (each(told), cases),
        "fast path": (each(lambda facts: quick(facts, ON)), cases),
        "simulate two rule sets": (
            lambda cases: simulate(((str(n), f) for n, f in enumerate(cases)), OLD, NEW, ON),
            cases,
        ),
        "reading the cases from JSON": (each(Facts.from_json), stored),
    }
    if os.environ.get("B2_OPENFISCA"):
        from openfisca_rules import one_by_one  # noqa: PLC0415 (only where it is installed)

        ways["OpenFisca-Core, case by case, no explanation"] = (one_by_one, cases[: max(count // 20, 20)])
    times = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, (run, data) in ways.items():
            times[name].append(seconds(run, data) / len(data))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians["assess, explained (words made when read)"]
    load = os.getloadavg()[0]
    print(
        f"{count} cases, median of {ROUNDS} interleaved rounds; load of the machine {load:.1f} on {os.cpu_count()} cores"
    )
    for name, value in medians.items():
        print(
            f"{name:45} {value * 1e6:9.1f} µs a case   {value / base:6.2f} × assess   {1 / value:10,.0f} a second"
        )
    theirs = medians.get("OpenFisca-Core, case by case, no explanation")
    if theirs:
        for name in ("assess, explained (words made when read)", "assess, read in one language"):
            print(
                f"{name} is {theirs / medians[name]:.1f} × as fast as OpenFisca-Core without a word (target: 5)"
            )
    simulated = medians["simulate two rule sets"] / medians["reading the cases from JSON"]
    print(f"simulating under two rule sets takes {simulated:.2f} × reading the cases (target: at most 3)")
    start = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        halves = list(pool.map(part, [(1, large // 2), (2, large // 2)]))
    halves[0].merge(halves[1])
    took = time.perf_counter() - start
    peak = (
        max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        / 1024
    )
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{halves[0].total.cases:,} cases on two processes: {took:.1f} s ({spent.ru_utime + spent.ru_stime:.1f} s of processor), {took * 1e6 / large:.1f} s for a million, {peak:.0f} MB at most"
    )


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
