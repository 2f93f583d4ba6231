"""A new ISEE as an event: what it changes is shown, somebody else decides the amount."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accounts.refusal import Refused
from applications.actions.change_isee import change_isee
from applications.life import changes_to_decide
from tests.applications.factories import NOW, complete, make_case, make_draft, world
from tests.applications.intake_pages import save
from tests.applications.pages import enter
from tests.applications.verb_pages import again, post, said, the_day, url  # noqa: F401
from tests.vouchers.factories import awarded

TYPED = {
    "kind": "sociosanitario", "verification": "document", "value": "26.000,00", "year": "2026",
    "issued_on": "10/11/2026", "valid_to": "31/12/2026", "dsu_protocol": "INPS-ISEE-2026-9", "note": "Casa venduta",
}  # fmt: skip


@pytest.mark.django_db
def test_the_old_one_ends_the_day_before_and_the_months_are_shown_first():
    w = world()
    case = awarded(w)
    client = enter(Client(), w.social_worker)
    shown = client.post(url("change_isee", case), TYPED | {"preview": "1"})
    assert {row.after for row in shown.context["effect"]} == {Decimal("0.00")}  # over the limit of the call
    assert "il limite di 25.000,00 €" in said(shown).replace("\xa0", " "), "the months say why"
    assert case.person.isee_set.count() == 1
    assert "qualcun altro decide" in said(client.post(url("change_isee", case), TYPED, follow=True))
    old, new = case.person.isee_set.order_by("issued_on")
    assert (old.valid_to, new.value, new.verified_by) == (
        date(2026, 11, 9),
        Decimal("26000.00"),
        w.social_worker,
    )
    event = changes_to_decide(case).get()
    assert event.happened_on == date(2026, 11, 10)
    assert ("18.400,00" in event.before, "26.000,00" in event.after) == (True, True)


@pytest.mark.django_db
def test_two_isee_of_one_kind_never_hold_on_one_day():
    w = world()
    case = make_case(w)
    isee = {"kind": "sociosanitario", "verification": "declared", "value": Decimal("1"), "year": 2026,
            "dsu_protocol": "", "has_omissions": False}  # fmt: skip
    earlier = isee | {"issued_on": date(2026, 1, 10), "valid_to": date(2026, 3, 1)}
    with pytest.raises(Refused, match="stesso tipo"):
        change_isee(application=case, by=w.social_worker, at=NOW, isee=earlier)
    assert case.person.isee_set.count() == 1
    assert not again(case).life_events.exists()
    wrong = post(w.social_worker, "change_isee", case, TYPED | {"valid_to": "01/01/2026"})
    assert "scade prima" in said(wrong)


@pytest.mark.django_db
def test_an_isee_changed_among_the_evidence_of_a_paid_case_is_an_event_too():
    w = world()
    case = awarded(w)
    client = enter(Client(), w.social_worker)
    save(client, case, "requisiti", **{"isee-0-verification": "document"})
    assert not changes_to_decide(case).exists()  # only who checked it
    save(client, case, "requisiti", **{"isee-0-value": "26.000,00"})
    row = changes_to_decide(case).get()
    assert (row.happened_on, row.recorded_by) == (date(2026, 1, 20), w.social_worker)
    assert ("18.400,00" in row.before, "26.000,00" in row.after) == (True, True)
    assert case.events.filter(verb="change_isee").count() == 1
    draft = complete(make_draft(w, "carla"))
    save(client, draft, "requisiti", **{"isee-0-value": "1.000,00"})
    assert not changes_to_decide(draft).exists()  # nothing was decided yet
