"""Simulation of rules on real cases: amounts, reasons, files; nothing of a case is written; a failing rule stops it."""

import csv
import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from accounts.refusal import Refused
from applications import facts
from applications import simulation as work
from applications.actions import simulate_rules as action
from applications.forms.simulate_rules import months_before
from applications.models import Application, RuleSetDraft, Simulation, SimulationRow
from applications.views import simulation_file as file
from jobs.tasks import run
from tests.applications.factories import NOW, TODAY, make_case, make_draft, rule_set_version, world
from tests.applications.pages import enter

pytestmark = pytest.mark.django_db
NEWER = Path("eligibility/rulesets/regione-2024.toml")
HASHED = "SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM "
OURS = {"applications_simulation", "applications_simulationrow"}


@pytest.fixture
def w():
    return world()


@pytest.fixture
def newer():
    return rule_set_version(NEWER)


def simulated(w, new, **more):
    made = action.simulate_rules(
        **{"old": w.call.rule_set, "new_version": new, "on": TODAY, "by": w.manager, "at": NOW} | more
    )
    run(made.job_id)
    made.refresh_from_db()
    return made


def digest():
    """{table: hash of all its rows} of every table of the case file."""
    names = [
        n for n in connection.introspection.table_names() if n.startswith(("applications_", "vouchers_"))
    ]
    found = {}
    with connection.cursor() as cursor:
        for name in sorted(set(names) - OURS):
            cursor.execute(HASHED + connection.ops.quote_name(name) + " t")
            found[name] = cursor.fetchone()[0]
    return found


def test_the_grant_of_the_caregiver_falls_from_400_to_100(w, newer):
    case = make_case(w)
    made = simulated(w, newer)
    row = made.rows.get()
    assert (row.application, row.kind) == (case, "loses")
    assert (row.before, row.after, row.difference) == (
        Decimal("400.00"),
        Decimal("100.00"),
        Decimal("-3600.00"),
    )
    assert any("400,00" in text["it"] and "100,00" in text["it"] for text in row.why)
    total = work.tally_of(made).total
    assert (total.cases, total.kinds) == (1, {"loses": 1})
    assert (total.old_monthly, total.new_monthly) == (Decimal("400.00"), Decimal("100.00"))
    assert made.result["done"]


def test_chunks_add_up_and_only_what_changes_has_a_row(w, newer, monkeypatch):
    monkeypatch.setattr("applications.tasks.SIMULATED_AT_ONCE", 1)
    make_case(w)
    make_case(w, "renato", isee="30000.00", status="assessing")  # over the ceiling under both
    make_case(w, "carla")
    make_draft(w, "sofia")  # not presented: not a case yet
    made = simulated(w, newer)
    assert made.job.total == 3
    assert made.rows.count() == 2
    tally = work.tally_of(made)
    assert tally.total.cases == 3
    assert sum(row.cases for row in tally.by_isee.values()) == 3
    assert {code: row.cases for code, row in tally.by_isee.items()} == {"20000": 2, "40000": 1}
    assert {name: row.cases for name, row in tally.by_municipality.items()} == {w.municipality.name: 3}


def test_nothing_of_a_case_is_written(w, newer):
    make_case(w)
    make_case(w, "renato", carer_cost="250.00", requested=("caregiver", "caregiver_supplement"))
    before = digest()
    assert before
    made = simulated(w, newer, months=months_before(TODAY, 2))
    assert made.rows.count() > 0
    assert digest() == before


def test_a_rule_that_fails_stops_everything_and_names_the_case(w, newer, monkeypatch):
    monkeypatch.setattr("applications.tasks.SIMULATED_AT_ONCE", 1)
    make_case(w)
    second = make_case(w, "renato")
    make_case(w, "carla")
    real = facts.of

    def breaks(case, *, on, past=False):
        if case.ref == second.ref:
            raise ZeroDivisionError("no hours")
        return real(case, on=on)

    monkeypatch.setattr("applications.facts.of", breaks)
    made = simulated(w, newer)
    assert second.ref in made.stopped
    assert "ZeroDivisionError" in made.stopped
    assert (made.result, made.rows.count()) == ({}, 0)
    made.job.refresh_from_db()
    assert made.job.state == "cancelled"
    assert made.job.done_count < made.job.total


def test_work_that_cannot_be_done_at_all_gives_no_totals(w, newer, monkeypatch):
    make_case(w)

    def breaks(**_kwargs):
        raise Refused("The disk is full.")

    monkeypatch.setattr("applications.simulation.work_chunk", breaks)
    made = simulated(w, newer)
    assert made.stopped == "The disk is full."
    assert not made.result


def test_what_cannot_be_simulated_is_refused_in_a_sentence(w, newer):
    with pytest.raises(Refused, match="nessuna pratica"):
        simulated(w, newer)
    make_case(w)
    with pytest.raises(Refused, match="uguali"):
        simulated(w, w.call.rule_set)
    with pytest.raises(Refused):
        simulated(w, newer, by=w.social_worker)
    draft = RuleSetDraft(name="prova", text="name = 3")
    with pytest.raises(Refused, match="title: found nothing"):
        simulated(w, None, draft=draft)
    assert not Simulation.objects.exists()


def test_months_before_go_over_the_new_year():
    assert months_before(date(2026, 1, 31), 2) == [date(2025, 12, 1), date(2025, 11, 1)]
    assert months_before(TODAY, 0) == []


def test_the_stream_of_facts_asks_a_fixed_number_of_times(w, django_assert_max_num_queries):
    kinds = {
        "adele": {"status": "eligible"},
        "renato": {"status": "plan_review", "carer_cost": "650.00", "caregiver": False},
        "carla": {"status": "assessing", "isee": "26000.00", "certificate": "care_allowance"},
        "fausto": {"status": "assessing"},
    }
    refs = [make_case(w, who, **kind).ref for who, kind in kinds.items()]
    with django_assert_max_num_queries(12):  # the cases, their signatures, and ten relations
        found = list(facts.stream(work.cases_of(w.plan_office), on=TODAY))
    assert [ref for ref, _facts in found] == refs
    for ref, known in found:
        assert known == facts.of(Application.objects.get(number=ref), on=TODAY)


def test_started_from_the_page_and_read_there(client, w, newer):
    make_case(w)
    enter(client, w.manager)
    page = client.get(reverse("applications:simulate_rules"))
    assert page.context["form"].initial["old"] == w.call.rule_set_id
    sent = {"old": w.call.rule_set_id, "new": f"version-{newer.pk}", "on": "18/11/2026", "months": "1"}
    response = client.post(reverse("applications:simulate_rules"), sent)
    made = Simulation.objects.get()
    url = reverse("applications:simulation", args=[made.pk])
    assert response.url == url
    assert made.months == ["2026-10"]
    waiting = client.get(url).content.decode()
    assert f'id="job-{made.job_id}"' in waiting
    assert client.get(reverse("applications:simulation_file", args=[made.pk])).status_code == 409
    run(made.job_id)
    text = client.get(url).content.decode()
    case = Application.objects.get()
    assert case.ref in text
    assert "100,00\xa0€" in text
    assert "Ottobre 2026" in text
    for secret in (case.person.last_name, case.person.tax_code, "Ferrandi"):
        assert secret not in text
    assert case.ref not in client.get(url, {"esito": "gains"}).content.decode().split('id="h-all"')[1]
    assert made.rows.model is SimulationRow
    assert str(made.pk) in client.get(reverse("applications:simulate_rules")).content.decode()


def test_a_draft_is_tried_as_it_is_now(client, w):
    make_case(w)
    text = w.call.rule_set.text.replace('"400.00"', '"390.00"')
    assert text != w.call.rule_set.text
    draft = RuleSetDraft.objects.create(
        plan_office=w.plan_office, name="bozza-2027", text=text, created_at=NOW, created_by=w.manager,
        written_at=NOW, written_by=w.manager,
    )  # fmt: skip
    enter(client, w.manager)
    url = reverse("applications:simulate_rules")
    assert client.get(url, {"bozza": draft.pk}).context["form"].initial["new"] == f"draft-{draft.pk}"
    client.post(url, {"old": w.call.rule_set_id, "new": f"draft-{draft.pk}", "on": "18/11/2026"})
    made = Simulation.objects.get()
    RuleSetDraft.objects.update(text=text.replace("390", "380"))
    run(made.job_id)
    assert made.rows.get().after == Decimal("390.00")


def test_files_have_case_numbers_and_no_formulas(client, w, newer, monkeypatch):
    case = make_case(w)
    made = simulated(w, newer)
    made.rows.update(why=[{"it": "=1+1", "en": "=1+1"}])
    enter(client, w.manager)
    url = reverse("applications:simulation_file", args=[made.pk])
    rows = list(csv.reader(io.StringIO(client.get(url).content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][0] == case.ref
    assert rows[1][3:] == ["400,00", "100,00", "-3.600,00", "'=1+1"]
    book = zipfile.ZipFile(io.BytesIO(client.get(url, {"formato": "xlsx"}).content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert [float(found) for found in re.findall(r"<v>(-?\d+(?:\.\d+)?)</v>", sheet)][-4:-1] == [
        400,
        100,
        -3600,
    ]
    assert case.ref in book.read("xl/sharedStrings.xml").decode()
    assert file.FORMULA[0] == "="


def test_the_file_has_the_totals_of_the_screen(client, w, newer):
    make_case(w)
    make_case(w, "renato", caregiver=False, carer_cost="900", requested=("carer",))
    made = simulated(w, newer)
    page = enter(client, w.manager).get(reverse("applications:simulation", args=[made.pk])).context
    url = reverse("applications:simulation_file", args=[made.pk])
    book = load_workbook(io.BytesIO(client.get(url, {"formato": "xlsx"}).content))
    assert book.sheetnames == ["Pratiche che cambiano", "Totali"]
    told = [[cell for cell in row if cell is not None] for row in book["Totali"].iter_rows(values_only=True)]
    lines = [line for _title, lines in page["tables"] for line in lines]
    assert len(lines) >= 2
    for line in lines:
        sums = [line.sums.old_monthly, line.sums.new_monthly, line.difference]
        label = line.label[:1].upper() + line.label[1:]
        assert [label, line.sums.cases, *line.changes, *map(float, sums)] in told
    total = page["tables"][-1][1]
    assert [
        "Totale",
        2,
        0,
        0,
        *[sum(one) for one in zip(*(line.changes[2:] for line in total), strict=True)],
    ] in [row[:6] for row in told]
    most = [row[0] for row in told[told.index(["Le dieci pratiche più toccate"]) + 2 :] if row]
    assert most[: len(page["affected"])] == [row.application.ref for row in page["affected"]]
    assert len(page["affected"]) > 0


def test_another_ambito_and_a_comune_see_no_simulation(client, w, newer):
    make_case(w)
    made = simulated(w, newer)
    other = world("altro", "AL-2026")
    assert not Simulation.objects.visible_to(other.manager).exists()
    assert not Simulation.objects.visible_to(w.social_worker).exists()
    assert not SimulationRow.objects.visible_to(other.manager).exists()
    for name in ("simulation", "simulation_file"):
        assert (
            enter(client, other.manager).get(reverse(f"applications:{name}", args=[made.pk])).status_code
            == 404
        )
