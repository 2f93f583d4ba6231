"""Finding a case among many: the indexed search and the keyset page against what one writes without them.

Starts a PostgreSQL of its own, migrates it and fills one Ambito with ``count`` invented persons and a case each.
Every figure is a ratio of one run; the plan of each query is asked of the database and must use the index named.
"""

# ruff: noqa: E501, PLC0415  (Django is set up only once its database answers, so what needs it is imported afterwards)

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import django.apps

from b2portal import engine_paths, engines

REPEATS = 7
_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "ca",
    "ci",
    "co",
    "da",
    "de",
    "di",
    "do",
    "fa",
    "fe",
    "fi",
    "ga",
    "ge",
    "la",
    "le",
    "li",
    "lo",
    "ma",
    "me",
    "mi",
    "mo",
    "na",
    "ne",
    "ni",
    "no",
    "pa",
    "pe",
    "ra",
    "re",
    "ri",
]


def main(count=100_000):
    """Print the ratios; exit with a sentence when a plan does not use its index."""
    if django.apps.apps.ready:  # another benchmark has its own database in this process
        subprocess.run([sys.executable, "-m", "benchmarks", "find", str(count)], check=True)
        return
    _database()
    user = _fill(count)
    _measure(user, count)


def _database():
    home = Path(tempfile.mkdtemp(prefix="b2-bench-"))
    home.chmod(0o755)
    server = engines.make(engines.Postgres, home, temporary=True)
    server.start()

    def remove():
        server.stop()
        shutil.rmtree(server.sockets, ignore_errors=True)
        shutil.rmtree(home, ignore_errors=True)

    atexit.register(remove)
    os.environ |= {
        "DATABASE_URL": engine_paths.database_url(home),
        "SECRET_KEY": "x" * 50,
        "VAR_DIR": str(home),
        "REDIS_URL": "memory://",
        "DJANGO_SETTINGS_MODULE": "b2portal.settings",
    }
    django.setup()
    django.core.management.call_command("migrate", verbosity=0)


def _fill(count):
    """One Ambito with ``count`` persons, each with a draft; returns the manager who sees them all."""
    from django.apps import apps
    from django.db import connection

    def create(model, **fields):
        return apps.get_model(model).objects.create(**fields)

    at = datetime(2026, 11, 18, 10, tzinfo=UTC)
    office = create("accounts.Office", kind="plan_office", name="Ufficio", code="u", ambito_name="Ambito")
    town = create("accounts.Office", kind="municipality", name="Comune", code="c", parent=office)
    user = apps.get_model("accounts.User").objects.create_user("a@b.example", first_name="A", last_name="B")
    user.acting_as = create(
        "accounts.Membership", user=user, office=office, role="plan_manager", valid_from=at.date()
    )
    user.save()
    rules = create("applications.RuleSetVersion", name="r", text="", sha256="0" * 64, added_at=at)
    call = create(
        "applications.Call", plan_office=office, title="Avviso", programme="B2", number_prefix="B2-2026",
        rule_set=rules, act="Det. 1", act_date=at.date(), opens_at=at, closes_at=at + timedelta(days=30),
        benefit_from=at.date(), benefit_to=at.date() + timedelta(days=365),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO applications_person (plan_office_id, tax_code, last_name, first_name, birth_date, birth_place,
                sex, address, postal_code, municipality_id, phone, email)
            SELECT %(office)s, upper(translate(left(md5(n::text), 6), '0123456789', 'ghjklmnpqr')) || lpad(n::text, 10, '0'),
                initcap(s[1 + n %% 33] || s[1 + n / 33 %% 33] || s[1 + n / 1089 %% 33] || s[1 + n * 7 %% 31]),
                initcap(s[1 + n * 5 %% 33] || s[1 + n * 11 %% 29] || 'a'), '1950-01-01', '', 'F', '', '', %(town)s, '', ''
            FROM generate_series(1, %(count)s) AS n, (SELECT %(syllables)s::text[] AS s) AS words
            """,
            {"office": office.pk, "town": town.pk, "count": count, "syllables": _SYLLABLES},
        )
        cursor.execute(
            """
            INSERT INTO applications_application (draft_code, status, edit_version, created_at, created_by_id, call_id,
                person_id, plan_office_id, municipality_id, requested, declares_no_certificate, minors_project_title,
                independent_project_title, payee_name, payee_tax_code, iban, payee_delegated)
            SELECT 'bozza-' || p.id, 'draft', 0, %(at)s - p.id * interval '1 minute', %(user)s, %(call)s, p.id,
                %(office)s, %(town)s, '{}', false, '', '', '', '', '', false FROM applications_person AS p
            """,
            {"at": at, "user": user.pk, "call": call.pk, "office": office.pk, "town": town.pk},
        )
        cursor.execute("ANALYZE")
    return apps.get_model("accounts.User").objects.with_membership().get(pk=user.pk)


def _measure(user, count):
    from django.db.models import Q

    from applications import case_table, keyset, search
    from applications.models import Application

    # in the order of the search page
    visible = Application.objects.visible_to(user).order_by("person__last_name", "person__first_name", "-pk")
    sample = visible.select_related("person").order_by("pk")[count // 2].person
    whole, part = sample.last_name, sample.last_name[2:8]
    typo = whole[:3] + whole[4] + whole[3] + whole[5:]

    def naive(text):
        return visible.filter(
            Q(person__last_name__icontains=text) | Q(person__first_name__icontains=text)
        ).select_related("person")

    print(f"{count:,} persons in one Ambito; the unit is the indexed way")
    for name, text in (("a whole name", whole), ("a part of a name", part)):
        rows = visible.filter(search.fits(text, user=user)).select_related("person")
        _ratio(f"search of {name}", rows[:21], naive(text)[:21], "person_search_names")
    alike = visible.filter(search.similar(typo, user=user)).select_related("person")
    _ratio(
        "search of a name with a typo (icontains finds nothing)",
        alike[:21],
        naive(typo)[:21],
        "person_search_names",
    )
    code = visible.filter(search.fits(sample.tax_code[:12], user=user)).select_related("person")
    plain = visible.filter(person__tax_code__icontains=sample.tax_code[:12]).select_related("person")
    _ratio("search of the beginning of a codice fiscale", code[:21], plain[:21], "person_search_tax_code")

    _name, keys = case_table.order("nuove", user=user, total=count)
    cases = case_table.annotated(visible, user=user, on=datetime(2026, 11, 18).date()).with_people()
    ordered = cases.order_by(*[key.ordering(backward=False) for key in keys])
    _ratio("the first page of the list (every case annotated, then sorted)", ordered[:26],
           cases.order_by("due_on", "pk")[:26], "case_ambito_newest")  # fmt: skip
    deep = count - count // 4
    here = ordered.values_list("pk", flat=True)[deep]
    kept, skipped = (
        _time(lambda: keyset.page(cases, keys, size=25, after=here)),
        _time(lambda: list(ordered[deep : deep + 25])),
    )
    print(f"  page {deep // 25:,} of the list: {skipped / kept:,.1f} times slower with OFFSET")


def _ratio(name, indexed, naive, index):
    plan = indexed.explain()
    if index not in plan:
        sys.exit(f"{name}: the plan does not use {index}:\n{plan}")
    fast, slow = _time(lambda: list(indexed.all())), _time(lambda: list(naive.all()))
    print(f"  {name}: {slow / fast:,.1f} times slower without ({index} used)")


def _time(work):
    work()
    seconds = []
    for _turn in range(REPEATS):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return median(seconds)
