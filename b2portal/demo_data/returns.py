"""Money on its way back and receipts on their way in: a move learnt late, its recovery, a report to look at."""

from datetime import timedelta

from applications.actions.send_letter import send_letter
from applications.models import Application, LetterKind
from b2portal.demo_data.ambito import at, month_start
from vouchers.actions.decide_recovery import decide_recovery
from vouchers.actions.end_award import end_award
from vouchers.actions.record_expenses import record_expenses
from vouchers.actions.record_receipt import record_receipt
from vouchers.ledger import to_recover
from vouchers.models import Award, Payment, RecoveryPlan

ENOUGH = 14  # people paid: below, every case of the demo has a story of its own already
BACK = 2  # a half of what is to come back has come


def learnt_late(ambito, month, *, on):
    """Before the list of ``month``: somebody had left the measure the month before last, and nobody told the office."""
    rows = Payment.objects.filter(
        month=month_start(month, -1), state=Payment.State.PAID, application__status="active"
    )
    if rows.values("application").distinct().count() < ENOUGH:
        return
    case = Application.objects.with_people().get(pk=rows.order_by("-application_id")[0].application_id)
    end_award(
        application=case, by=ambito.workers[case.municipality.name], at=at(on, 8),
        last_day=month_start(month, -1) - timedelta(days=1), reason=Award.EndReason.OTHER,
        note="Riceve dal mese scorso un’altra misura.",
    )  # fmt: skip


def tell(ambito):
    """How the money comes back, the letter that says so, the first half of it; and the receipts of a carer."""
    manager, officer, on = ambito.one("plan_manager"), ambito.one("administrative_officer"), ambito.on
    cases = Application.objects.with_people().filter(ledger__account="receivable").distinct().order_by("pk")
    case = next((one for one in cases if to_recover(one) > 0), None)
    if case is not None:
        decide_recovery(
            application=case, by=manager, at=at(on - timedelta(days=8), 10), way=RecoveryPlan.Way.CLAIM,
            reason="La famiglia restituisce in due versamenti.",
        )  # fmt: skip
        send_letter(application=case, kind=LetterKind.CLAIM, by=manager, at=at(on - timedelta(days=8), 11))
        record_receipt(
            application=case, by=officer, at=at(on - timedelta(days=2), 9), amount=round(to_recover(case) / BACK, 2),
            received_on=on - timedelta(days=3), note="Bonifico, CRO 0098123",
        )  # fmt: skip
    _report(ambito, on)


def _report(ambito, on):
    """The payslip of last month, brought to the desk and not looked at yet."""
    last, came = month_start(on, -1), on - timedelta(days=4)
    paid = Payment.objects.filter(
        month=last, state=Payment.State.PAID, application__status="active", code="carer"
    )
    row = (
        paid.select_related("application__person", "application__municipality")
        .order_by("application_id")
        .first()
    )
    if row is None:
        return
    item = {
        "code": row.code, "kind": "payslip", "payee": "Oksana Melnyk", "number": f"{last:%m/%Y}", "paid_on": came,
        "amount": row.amount, "file": None,
    }  # fmt: skip
    record_expenses(
        application=row.application, by=ambito.workers[row.application.municipality.name], at=at(came, 10), month=last,
        received_on=came, items=[item],
    )  # fmt: skip
