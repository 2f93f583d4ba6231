"""An award that goes on and another that is given, on two real connections and in both orders: the line of the budget
is never asked for more than it has, a person never has two awards of one call, and nobody stays waiting."""

import threading
import time
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.refusal import Refused
from applications.models import Application
from tests.applications.factories import NOW, make_case, world
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded
from tests.vouchers.ranked import money_line
from tests.vouchers.test_concurrency import refusals, together
from vouchers import budget
from vouchers.actions.award import award
from vouchers.actions.forfeit import forfeit
from vouchers.actions.reopen_award import reopen_award
from vouchers.models import AmountChange, Award

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = {"carer_cost": "950.00", "requested": ("caregiver", "caregiver_supplement")}  # 800 euro a month


def one_after_the_other(first, second):
    """``second`` comes while ``first`` has written and not committed: [result or Refused], in this order."""
    found, written = [None, None], threading.Event()

    def go(place, act, holds):
        try:
            with transaction.atomic():
                found[place] = act()
                if holds:
                    written.set()
                    _until_somebody_waits()
        except (Refused, IntegrityError) as refusal:
            found[place] = refusal
        finally:
            written.set()
            connections["default"].close()

    threads = [
        threading.Thread(target=go, args=(0, first, True)),
        threading.Thread(target=go, args=(1, second, False)),
    ]
    threads[0].start()
    assert written.wait(30)
    threads[1].start()
    for thread in threads:
        thread.join(timeout=30)
    assert not any(thread.is_alive() for thread in threads), "somebody is still waiting"
    return found


def _until_somebody_waits():
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("the second did not wait for the first")


def ended(w, who):
    """An award that was ended by mistake from its first day: nothing of it is granted any more."""
    case = awarded(w, who)
    forfeit(application=case, by=w.manager, at=DECEMBER_NOW, from_day=date(2026, 10, 1), cause="x", note="y")
    return case


def test_the_money_of_a_line_goes_to_one_of_the_two_whoever_comes_first():
    w = world()
    line = money_line(w, "5600.00")
    case, other = ended(w, "adele"), make_case(w, "carla", **BOTH)  # 400 × 7 and 800 × 7

    def goes_on():
        return reopen_award(application=case, by=w.director, at=DECEMBER_NOW, reason="Errore")

    def given():
        return award(application=other, by=w.manager, at=DECEMBER_NOW, starts_on=NOVEMBER)

    first, second = one_after_the_other(goes_on, given)
    assert isinstance(first, Award)
    assert "2.800,00" in str(second)
    forfeit(application=case, by=w.manager, at=DECEMBER_NOW, from_day=date(2026, 10, 1), cause="x", note="y")
    first, second = one_after_the_other(given, goes_on)
    assert isinstance(first, Award)
    assert isinstance(second, Refused)
    assert [one.left for one in budget.lines_of(w.call)] == [0]
    forfeit(application=other, by=w.manager, at=DECEMBER_NOW, from_day=date(2026, 10, 1), cause="x", note="y")
    found = together(
        goes_on, lambda: reopen_award(application=other, by=w.director, at=DECEMBER_NOW, reason="Errore")
    )
    assert len(refusals(found)) == 1
    assert budget.lines_of(w.call)[0].left in (0, 2800)
    _raises_are_held_by_the_database_too(w, line)


def _raises_are_held_by_the_database_too(w, line):
    """Whoever writes: two raises of which only one fits, then one against a line that is short already."""
    running = Award.objects.get(ended_at=None)
    component, left = running.components.first(), budget.lines_of(w.call)[0].left
    moved = {"kind": "own_money" if left < 100 else "reduction", "amount": abs(100 - left)}
    put = {"to_line": line} if left < 100 else {"from_line": line}
    line.moved_in.model.objects.create(
        **moved, **put, fund="x", act="x", act_date=DECEMBER, recorded_at=DECEMBER_NOW, recorded_by=w.officer
    )

    def raised(euro, month=date(2027, 5, 1)):
        return AmountChange.objects.create(
            component=component, from_month=month, monthly_amount=component.monthly_amount + euro, reason="ISEE",
            decided_at=DECEMBER_NOW, decided_by=w.director,
        )  # fmt: skip

    assert budget.lines_of(w.call)[0].left == Decimal("100.00")
    first, second = one_after_the_other(
        lambda: raised(60), lambda: Award.objects.get(pk=running.pk) and raised(101)
    )
    assert isinstance(first, AmountChange)
    assert "line_has_the_money" in str(second)
    assert budget.lines_of(w.call)[0].left == 40
    with pytest.raises(IntegrityError, match="line_has_the_money"):
        raised(101)
    with transaction.atomic():  # a raise and a cut of one decision are looked at together, at its end
        raised(500)
        raised(20)
    assert budget.lines_of(w.call)[0].left == 80
    with pytest.raises(IntegrityError, match="line_has_the_money"):
        Award.objects.filter(pk=running.pk).update(ends_on=date(2027, 12, 31))
    connection.close()


def test_a_person_has_one_award_of_a_call_whoever_comes_first():
    w = world()
    case = ended(w, "adele")
    again = make_case(w, "carla")
    Application.objects.filter(pk=again.pk).update(
        person=case.person
    )  # the same person has applied once more

    def goes_on():
        return reopen_award(application=case, by=w.director, at=DECEMBER_NOW, reason="Errore")

    def given():
        return award(application=again, by=w.manager, at=NOW, starts_on=DECEMBER)

    found = together(goes_on, given)
    assert "un'altra pratica aperta" in str(found[0]).replace("’", "'")
    assert isinstance(found[1], Award)
    forfeit(application=again, by=w.manager, at=DECEMBER_NOW, from_day=date(2026, 10, 1), cause="x", note="y")
    again_on = lambda: reopen_award(application=again, by=w.director, at=DECEMBER_NOW, reason="Errore")  # noqa: E731
    for acts in ((goes_on, again_on), (again_on, goes_on)):
        first, second = one_after_the_other(*acts)
        assert isinstance(first, Award)
        assert isinstance(second, Refused)
        (running,) = Award.objects.filter(ended_at=None)
        forfeit(application=running.application, by=w.manager, at=DECEMBER_NOW, from_day=date(2026, 10, 1),
                cause="x", note="y")  # fmt: skip
