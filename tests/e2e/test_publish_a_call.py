"""A call nobody has seen, written by hand as TOML, published through the browser by two people, tried on real cases."""

from pathlib import Path

import pytest
from django.utils import timezone

from applications.models import RuleSetVersion, Simulation
from jobs.models import Job
from tests.applications.factories import make_case
from tests.e2e import journey
from tests.e2e.conftest import axe_clean, wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.worker]

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def test_two_people_publish_a_call_written_by_hand(at_work, people):
    make_case(people, at=timezone.now())
    manager, director = at_work("manager"), at_work("director")
    manager.go("/regole/bozze/nuova/")
    manager.page.locator("input[type=file]").first.set_input_files(EXAMPLES / "valserena-2027.toml")
    journey.save(manager)
    pk = manager.page.url.rstrip("/").split("/bozze/")[1].split("/")[0]
    manager.fill("cases", (EXAMPLES / "valserena-2027.cases.toml").read_text(encoding="utf-8"))
    manager.page.locator("form:has([name=cases]) button[type=submit]").last.click()
    manager.page.wait_for_url(f"**/regole/bozze/{pk}/")
    manager.reads("un assistente di 24,99 ore che costa 980,00 €")
    axe_clean(manager.page)

    manager.go(f"/regole/bozze/{pk}/invia/")
    journey.save(manager)
    manager.go(f"/regole/bozze/{pk}/pubblica/")
    assert manager.page.locator("main form :is(.btn-primary, .btn-bad)[type=submit]:enabled").count() == 0
    director.go(f"/regole/bozze/{pk}/pubblica/")
    journey.save(director)
    version = RuleSetVersion.objects.get(name="valserena-2027")
    assert version.published_by == people.director

    manager.go("/regole/simula/")
    manager.choose("old", people.call.rule_set_id)
    manager.choose("new", f"version-{version.pk}")
    journey.save(manager)
    wait_until(lambda: Job.objects.get(kind="rule_simulation").state == "done", "the simulation is done")
    simulation = Simulation.objects.get()
    manager.go(f"/regole/simulazioni/{simulation.pk}/").reads("400,00").reads("100,00")
    axe_clean(manager.page)
