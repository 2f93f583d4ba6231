"""The family gives the voucher up: two dates, the first known, the second asked for."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from tests.applications.factories import NOW
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import DECEMBER, NOVEMBER, awarded
from vouchers.actions.renounce import renounce


def test_the_last_day_may_come_after_the_day_it_was_received(w):
    case = awarded(w)
    typed = {"received_on": "10/11/2026", "last_day": "31/12/2026", "told_by": "Laura Ferrandi", "note": ""}
    client, url = enter(Client(), w.social_worker), reverse("vouchers:renounce", args=[case.ref])
    months = {row.month: row.after for row in client.post(url, typed | {"preview": "1"}).context["effect"]}
    assert months[date(2027, 1, 1)] == 0
    assert not {NOVEMBER, DECEMBER} & set(months)  # nothing changes before
    assert "è chiusa" in said(client.post(url, typed, follow=True))
    award, event = case.awards.get(), case.life_events.get()
    assert (award.ends_on, award.end_reason) == (date(2026, 12, 31), "renounce")
    assert (event.happened_on, event.told_by) == (date(2026, 11, 10), "Laura Ferrandi")


def test_not_before_the_award_and_not_received_tomorrow(w):
    case = awarded(w)
    for received, last, sentence in (
        (date(2026, 11, 20), date(2026, 10, 1), "prima"),
        (date(2027, 1, 1), date(2027, 1, 31), "futuro"),
    ):
        with pytest.raises(Refused, match=sentence):
            renounce(
                application=case, by=w.social_worker, at=NOW, received_on=received, last_day=last, told_by="x"
            )
    assert not case.life_events.exists()
