"""Another contract of the carer from a day on."""

from datetime import date
from decimal import Decimal

import pytest

from applications.models import LifeEvent
from tests.applications.factories import make_case, world
from tests.applications.verb_pages import again, get, post, said, the_day  # noqa: F401

pytestmark = pytest.mark.django_db
BOTH = {"carer_cost": "950.00", "requested": ("caregiver", "caregiver_supplement")}


def test_the_old_contract_ends_and_the_new_one_begins():
    w = world()
    case = make_case(w, "carla", **BOTH)
    assert "Oksana Melnyk" in said(get(w.social_worker, "change_carer", case))
    typed = {
        "starts_on": "01/11/2026",
        "carer_name": "Ana Pop",
        "regular": "on",
        "monthly_cost": "300,50",
        "weekly_hours": "12",
    }
    assert post(w.social_worker, "change_carer", case, typed).status_code == 302
    now, old = case.carer_contracts.order_by("-starts_on")
    assert (now.monthly_cost, old.ends_on) == (Decimal("300.50"), date(2026, 10, 31))
    assert LifeEvent.objects.get().after == "Ana Pop"


def test_no_contract_any_more():
    w = world()
    case = make_case(w, "carla", **BOTH)
    post(w.social_worker, "change_carer", case, {"starts_on": "01/11/2026", "nobody": "on"})
    assert again(case).has_carer is False
    assert case.carer_contracts.get().ends_on == date(2026, 10, 31)
