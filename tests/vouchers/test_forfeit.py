"""Forfeiture: decided by who decides, with its ground, from a day on."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import NOVEMBER, awarded, make_run
from vouchers.actions.forfeit import forfeit


def test_through_the_page_with_its_ground_and_what_comes_back(w):
    case = awarded(w)
    make_run(w, state="paid", month=NOVEMBER)
    url = reverse("vouchers:forfeit", args=[case.ref])
    assert enter(Client(), w.social_worker).get(url).status_code == 403
    client = enter(Client(), w.manager)
    typed = {"cause": "declaration", "from_day": "01/11/2026", "note": "La badante non c'era"}
    (november, *_later) = client.post(url, typed | {"preview": "1"}).context["effect"]
    assert (november.before, november.after, november.to_recover) == (400, 0, 400)
    assert "decadenza" in said(client.post(url, typed, follow=True)).lower()
    award, event = case.awards.get(), case.life_events.get()
    assert (award.end_reason, event.happened_on) == ("forfeiture", date(2026, 11, 1))
    assert "art. 75" in event.source


def test_a_comune_does_not_decide_it(w):
    with pytest.raises(Refused, match="ruolo"):
        forfeit(
            application=awarded(w),
            by=w.social_worker,
            at=NOW,
            from_day=date(2026, 11, 1),
            cause="x",
            note="y",
        )
