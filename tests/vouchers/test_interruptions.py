"""Suspensions on the screen: the limit of the year, what it does in euro before it is saved, what was paid already."""

from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.applications.factories import NOW, ROME
from tests.sweep.papers_of import blank_pdf
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded, make_run
from tests.vouchers.test_corrections import FEBRUARY, JANUARY, euro, lines, payouts
from tests.vouchers.test_pages import as_user
from tests.vouchers.test_worked_cases import pay
from vouchers import absence_page, absence_work, checks
from vouchers.actions.register_interruption import register_interruption
from vouchers.models import Interruption, MoneyRules


@pytest.fixture(autouse=True)
def no_checks(monkeypatch):
    monkeypatch.setattr(checks, "CHECKS", ())


def sixty_days(w, **values):
    """Respite as ATS Brescia and Trezzo say: 60 days a year, the measure ends on the 120th in a row; by the day."""
    return MoneyRules.objects.create(
        call=w.call, respite_days=60, respite_days_minors=90, discharge_after=120, proration="actual_days",
        act="Determina 15/2026", decided_at=NOW, decided_by=w.manager, **values,
    )  # fmt: skip


def stay(w, case, first, last=None, *, reason="respite", at=NOW, **more):
    return register_interruption(
        application=case, by=w.social_worker, at=at, reason=reason, starts_on=first, ends_on=last, **more
    )


def test_case_27b_in_the_ledger_the_days_of_two_years_never_add_up(client, w, time_machine):
    """From 20 November to 10 February without going home: day 60 is 18 January, and the new year gives no new days."""
    sixty_days(w)
    case = awarded(w)
    at = datetime(2027, 2, 15, 10, 0, tzinfo=ROME)
    for month, paid_at in (
        (NOVEMBER, NOW),
        (DECEMBER, DECEMBER_NOW),
        (JANUARY, datetime(2027, 1, 14, 10, tzinfo=ROME)),
    ):
        pay(w, month, at=paid_at)
    time_machine.move_to(at, tick=False)
    page = reverse("vouchers:register_interruption", args=[case.ref])
    values = {
        "reason": "respite",
        "starts_on": "20/11/2026",
        "ends_on": "10/02/2027",
        "note": "",
        "expected_on": "",
    }
    writer = as_user(client, w.social_worker)
    said = writer.post(page, {**values, "preview": "1"}).content.decode()
    # 83 days of the stay count against 2026; January is 18 days of 31, February 18 of 28
    for part in ("83 giorni dei 60 del 2026", "19/01/2027", "232,26", "257,14", "167,74"):
        assert part in said, part
    assert not Interruption.objects.exists()
    receipt = SimpleUploadedFile("dimissione.pdf", blank_pdf(), content_type="application/pdf")
    assert writer.post(page, {**values, "file": receipt}).status_code == 302
    row = Interruption.objects.get()
    assert (row.document.kind, row.document.is_health) == ("stay", True)
    run = make_run(w, month=FEBRUARY, at=at)
    assert lines(run) == [(JANUARY, euro("-167.74"), "days_changed"), (FEBRUARY, euro("257.14"), "")]
    assert payouts(run) == [(euro("257.14"), euro("167.74"), euro("89.40"))]


def test_the_limit_of_the_year_adds_stays_up_and_begins_again_after_home(w):
    sixty_days(w)
    case = awarded(w, starts_on=date(2026, 6, 1))
    stay(w, case, date(2026, 7, 1), date(2026, 8, 9))  # 40 days
    second = stay(w, case, date(2026, 10, 1), date(2026, 10, 30))  # 30 more: 20 stay due
    found = absence_page.summary_of(case, second, on=NOW.date())
    assert (found.limit, found.year, found.used, found.stops_on) == (60, 2026, 70, date(2026, 10, 21))
    next_year = Interruption(reason="respite", starts_on=date(2027, 1, 10), ends_on=date(2027, 1, 20))
    found = absence_page.summary_of(case, next_year, on=date(2027, 2, 1))
    assert (found.year, found.used, found.stops_on) == (2027, 11, None)
    long = Interruption(reason="respite", starts_on=date(2027, 1, 1), ends_on=None)
    found = absence_page.summary_of(case, long, on=date(2027, 2, 1))
    assert (found.stops_on, found.ends_on) == (date(2027, 3, 2), date(2027, 4, 30))  # days 61 and 120


def test_every_kind_of_stay_is_paid_by_its_own_rule(w):
    """Without an act hospital stops the money from its first day; respite keeps sixty."""
    sixty_days(w)
    kinds = {
        "adele": "hospital", "carla": "caregiver_away", "nora": "unreachable", "rosalba": "expired_evidence",
        "luciana": "respite",
    }  # fmt: skip
    for who, reason in kinds.items():
        case = awarded(w, who)
        stay(w, case, date(2026, 11, 1), date(2026, 11, 18), reason=reason)
    run = make_run(w)
    amounts = {line.application.person.first_name: line.amount for line in run.payments.all()}
    assert amounts == {
        "Adele": euro("160.00"), "Carla": euro("160.00"), "Nora": euro("160.00"), "Rosalba": euro("160.00"),
        "Luciana": euro("400.00"),
    }  # fmt: skip


def test_near_the_limit_and_after_the_expected_return_somebody_asks(client, w, time_machine):
    sixty_days(w)
    case, other = awarded(w), awarded(w, "carla")
    stay(w, case, date(2026, 11, 1), expected_on=date(2026, 12, 31))
    stay(w, other, date(2026, 11, 10), expected_on=date(2026, 12, 1), reason="hospital")

    def tasks(on, user=w.social_worker):
        return [
            (one.case.ref, one.why) for one in absence_work.stays_to_look_at(user=user, on=on, whose="comune")
        ]

    assert tasks(date(2026, 11, 20)) == []
    ((ref, why),) = tasks(date(2026, 12, 2))
    assert (other.ref == ref, "rientro" in why) == (True, True)
    near = [why for ref, why in tasks(date(2026, 12, 26)) if ref == case.ref]
    assert near == ["Sono usati 56 giorni su 60: dopo, il pagamento si ferma. La persona è a casa?"]
    assert tasks(date(2026, 12, 26), w.officer) == []
    time_machine.move_to(DECEMBER_NOW, tick=False)
    page = as_user(client, w.social_worker).get(reverse("vouchers:interruptions")).content.decode()
    assert "46 dei 60 giorni del 2026" in page
    assert "rientro previsto il 01/12/2026" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"starts_on": "18/11/2026", "ends_on": "10/11/2026"}, "La fine viene prima"),
        ({"ends_on": "17/11/2026", "expected_on": "20/11/2026"}, "lascia vuoto il rientro previsto"),
        ({"expected_on": "01/11/2026"}, "prima del primo giorno"),
    ],
)
def test_dates_that_do_not_hold_together_say_how_to_mend_them(client, w, time_machine, wrong, said):
    time_machine.move_to(NOW, tick=False)
    case = awarded(w)
    values = {
        "reason": "hospital",
        "starts_on": "10/11/2026",
        "ends_on": "",
        "expected_on": "",
        "note": "Chirurgia",
    }
    page = as_user(client, w.social_worker).post(
        reverse("vouchers:register_interruption", args=[case.ref]), values | wrong
    )
    assert said in page.content.decode()
    assert "Chirurgia" in page.content.decode()
    assert not Interruption.objects.exists()
