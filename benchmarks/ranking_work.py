"""The measure of `ranking.py` in a process of its own: clones a decided case, computes and shows a ranking of them."""

# ruff: noqa: E402  (Django is set up before its models are imported)

import json
import random
import resource
import sys
import time
from decimal import Decimal
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import (
    Application,
    Assessment,
    AssessmentSignature,
    Determination,
    IndividualPlan,
    Isee,
    Person,
)
from tests.applications.factories import NOW, make_case, world
from tests.applications.pages import enter
from tests.vouchers.ranked import money_line, with_ranking
from vouchers import ranking_inputs, rankings
from vouchers.models import RankingSnapshot
from vouchers.ranking_job import compute

AT_ONCE = 1000


def write(count):
    """``count`` decided cases of one call that ranks, with ISEE drawn by lot; money for six out of ten."""
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    with transaction.atomic():
        w = with_ranking(world())
        first = make_case(w, "adele", isee="2400")
        money_line(w, Decimal(4800 * count * 6 // 10))
        dice = random.Random(7)
        for start in range(1, count, AT_ONCE):
            _clone(first, dice, range(start, min(start + AT_ONCE, count)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return w


def _clone(first, dice, numbers):
    def copies(row, **values):
        kept = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
        return type(row)(**(kept | values))

    def of(one, name, cases, **values):
        rows = [getattr(first, name).first()] if hasattr(first, name) else []
        return one.objects.bulk_create(
            copies(row, application_id=case.pk, **values) for case in cases for row in rows
        )

    persons = Person.objects.bulk_create(
        copies(first.person, tax_code=f"{n:011d}", last_name=f"Cognome{n}") for n in numbers
    )
    Isee.objects.bulk_create(
        copies(
            first.person.isee_set.first(),
            person_id=person.pk,
            value=Decimal(dice.randint(0, 2_300_000)) / 100,
        )
        for person in persons
    )
    cases = Application.objects.bulk_create(
        copies(first, number=f"B2-R-{n:06d}", person_id=person.pk, draft_code=f"bozza-{n}")
        for n, person in zip(numbers, persons, strict=True)
    )
    plans = of(IndividualPlan, "plans", cases)
    made = first.determinations.first()
    Determination.objects.bulk_create(
        copies(made, application_id=plan.application_id, plan_id=plan.pk, code=f"R{plan.application_id:010d}")
        for plan in plans
    )
    assessments = of(Assessment, "assessments", cases)
    signed = list(first.assessments.first().signatures.all()) if assessments else []
    AssessmentSignature.objects.bulk_create(
        copies(row, assessment_id=one.pk) for one in assessments for row in signed
    )


def measure(count):
    """Seconds of each step and of the pages, and megabytes at the highest."""
    w = write(count)
    on, seconds = timezone.localdate(NOW), {}

    def timed(name, act):
        start = time.perf_counter()
        done = act()
        seconds[name] = time.perf_counter() - start
        return done

    inputs = timed("reading", lambda: ranking_inputs.gather(w.call, "unica", on=on))
    assert len(inputs.entries) == count
    timed("ranking", lambda: rankings.ranked(inputs, "stop"))
    timed("computing", lambda: compute(call=w.call, list_code="unica", by=w.manager, at=NOW, policy="stop"))
    assert RankingSnapshot.objects.get().rows.count() == count
    director, manager = enter(Client(), w.director), enter(Client(), w.manager)
    url, form = (
        reverse(f"vouchers:{name}", args=[w.call.number_prefix, "unica"]) for name in ("ranking", "rank")
    )
    director.get(reverse("vouchers:rankings"))  # what a process reads once
    manager.get(reverse("vouchers:rankings"))
    for name, client, address in (
        ("page", director, url),
        ("next", director, f"{url}?page=2"),
        ("form", manager, form),
    ):
        answer = timed(name, lambda client=client, address=address: client.get(address))
        assert answer.status_code == 200, (name, answer.status_code)
    return seconds | {"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
