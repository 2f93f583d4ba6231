"""The person goes to live in a residence: known late, shown before it is saved, booked by itself."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.refusal import Refused
from applications.models import LifeEvent
from tests.applications.factories import NOW
from tests.applications.pages import enter
from tests.applications.verb_pages import said, the_day  # noqa: F401
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from vouchers import ledger
from vouchers.actions.record_placement import record_placement

TYPED = {"facility": "RSA Villa Serena", "admitted_on": "11/11/2026", "told_by": "La figlia", "note": ""}


def test_the_months_are_shown_before_and_the_case_closes_after(w):
    case = awarded(w)
    make_run(w, state="paid", month=NOVEMBER)
    client, url = enter(Client(), w.social_worker), reverse("vouchers:record_placement", args=[case.ref])
    shown = client.post(url, TYPED | {"preview": "1"})
    (november, *later) = [(row.month, row.before, row.after) for row in shown.context["effect"]]
    assert november == (NOVEMBER, 400, 400)  # without proration in the rules a month begun is due
    assert {after for _month, _before, after in later} == {0}
    assert not case.life_events.exists()
    assert "è chiusa" in said(client.post(url, TYPED, follow=True))
    case.refresh_from_db()
    event = case.life_events.get()
    assert (case.status, event.kind, event.happened_on, event.source) == (
        "closed", LifeEvent.Kind.PLACEMENT, date(2026, 11, 11), "RSA Villa Serena",
    )  # fmt: skip
    assert event.recorded_at.date() == NOW.date()
    assert case.awards.get().ends_on == date(2026, 11, 10)


def test_from_before_the_award_nothing_of_it_was_due_and_all_comes_back(w):
    case = awarded(w)
    make_run(w, state="paid", month=NOVEMBER)
    record_placement(
        application=case, by=w.social_worker, at=NOW, admitted_on=date(2026, 10, 20), facility="RSA", told_by="x"
    )  # fmt: skip
    make_run(w, state="paid", month=DECEMBER, at=DECEMBER_NOW)
    assert ledger.to_recover(case) == 400


def test_it_is_recorded_when_it_has_happened(w):
    case = awarded(w)
    with pytest.raises(Refused, match="futuro"):
        record_placement(
            application=case, by=w.social_worker, at=NOW, admitted_on=date(2027, 1, 1), facility="RSA", told_by="x"
        )  # fmt: skip
    assert case.awards.get().end_reason == ""
