"""A case that received too much: 150 of November, of which December kept back 50; 100 euro are still to come back."""

from tests.applications.factories import NOW
from tests.vouchers.factories import DECEMBER, DECEMBER_NOW, NOVEMBER, awarded
from tests.vouchers.test_corrections import change
from tests.vouchers.test_worked_cases import pay
from vouchers.models import MoneyRules


def owing(w):
    """November paid 400, then 250 a month decided from November on; the office keeps back a fifth at most."""
    MoneyRules.objects.create(
        call=w.call, recovery_percent=20, act="Determina 12/2026", decided_at=NOW, decided_by=w.manager
    )
    case = awarded(w)
    pay(w, NOVEMBER)
    change(w, case, "250.00", from_month=NOVEMBER, at=DECEMBER_NOW)
    pay(w, DECEMBER, at=DECEMBER_NOW)
    return case
