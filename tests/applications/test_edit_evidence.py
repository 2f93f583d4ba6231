"""The rows of a step: certificates and ISEE changed, added, taken away, and by whom."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from applications.models import Certificate, Isee
from tests.applications.factories import NOW, PEOPLE, complete, make_draft
from tests.applications.intake_pages import errors_of, save, sent_back, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def test_rows_are_changed_added_and_removed(draft, browser_of):
    row = {"kind": "law_104_c3", "verification": "declared", "recognised_on": "03/02/2020"}
    save(browser_of, draft, "requisiti", **{f"certificates-0-{name}": value for name, value in row.items()})
    first = Certificate.objects.get()
    shown = browser_of.get(url(draft, "requisiti") + "?altro=1")
    more = {
        "certificates-1-kind": "care_allowance",
        "certificates-1-pending": "on",
        "certificates-1-receipt": "123",
    }
    browser_of.post(
        url(draft, "requisiti"), {**sent_back(shown), **more, "certificates-0-recognised_on": "04/02/2020"}
    )
    assert Certificate.objects.get(pk=first.pk).recognised_on == date(2020, 2, 4)
    assert Certificate.objects.count() == 2
    save(browser_of, draft, "requisiti", **{"certificates-0-DELETE": "on"})
    assert Certificate.objects.count() == 1


def test_a_changed_value_is_checked_again_by_who_changes_it(w, browser_of):
    case = complete(make_draft(w))
    Isee.objects.update(verified_by=w.manager)
    save(browser_of, case, "requisiti")
    assert Isee.objects.get().verified_by == w.manager
    save(browser_of, case, "requisiti", **{"isee-0-value": "18.500,00"})
    assert Isee.objects.get().verified_by == w.social_worker
    save(browser_of, case, "requisiti", **{"isee-0-verification": "declared"})
    assert Isee.objects.get().verified_by is None


def test_another_person_s_row_cannot_be_taken(w, draft, browser_of):
    other = complete(make_draft(w, "carla"))
    stolen = other.person.isee_set.get()
    shown = sent_back(browser_of.get(url(draft, "requisiti")))
    posted = {
        **shown, "isee-TOTAL_FORMS": "1", "isee-INITIAL_FORMS": "1", "isee-0-id": str(stolen.pk),
        "isee-0-kind": "ordinario",
        "isee-0-value": "1,00", "isee-0-issued_on": "20/01/2026", "isee-0-valid_to": "31/12/2026",
    }  # fmt: skip
    browser_of.post(url(draft, "requisiti"), posted)
    assert Isee.objects.get(person=other.person).value == stolen.value
    assert [row.value for row in Isee.objects.filter(person=draft.person)] == [Decimal("1.00")]


def test_a_row_removed_meanwhile_is_written_anew(w, browser_of):
    case = complete(make_draft(w))
    shown = sent_back(browser_of.get(url(case, "requisiti")))
    save(browser_of, case, "requisiti", **{"isee-0-DELETE": "on"})
    assert not Isee.objects.exists()
    # nobody else wrote that figure meanwhile: there is nothing to choose between
    stale = browser_of.post(url(case, "requisiti"), {**shown, "isee-0-value": "18.500,00"})
    assert stale.status_code == 302
    assert Isee.objects.get().value == Decimal("18500.00")


def test_a_taken_tax_code_is_refused(w, draft, browser_of):
    make_draft(w, "carla")
    code, last, first, born, sex = PEOPLE["carla"]
    response = save(
        browser_of,
        draft,
        "persona",
        tax_code=code,
        last_name=last,
        first_name=first,
        birth_date=f"{born:%d/%m/%Y}",
        sex=sex,
    )
    assert "già una persona" in errors_of(response)
