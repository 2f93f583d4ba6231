"""The rows of the money in the scene of the sweeps."""

from papers import store
from tests.applications.factories import NOW, TODAY
from tests.vouchers.factories import NOVEMBER, iban_of
from vouchers.actions.load_staff_accounts import load_staff_accounts
from vouchers.models import (
    AccountConfirmation,
    AmountChange,
    AnswerMatch,
    AnswerRow,
    BankAnswer,
    ExpenseItem,
    ExpenseReport,
    MoneyProposal,
    MoneyRules,
    RecoveryPlan,
    StaffAccount,
    StatementFile,
)
from vouchers.staff_register import Entry


def money_facts(w, case):
    """What the office decided about amounts and recoveries; returns what the bank answered."""
    decided = {"decided_at": NOW, "decided_by": w.manager}
    component = case.awards.get().components.first()
    AmountChange.objects.create(
        component=component,
        from_month=NOVEMBER,
        monthly_amount=component.monthly_amount,
        reason="ISEE",
        **decided,
    )
    MoneyProposal.objects.create(
        call=w.call, values={"act": "Determina 13/2026"}, proposed_at=NOW, proposed_by=w.manager
    )
    MoneyRules.objects.create(call=w.call, act="Determina 12/2026", **decided)
    AccountConfirmation.objects.create(
        application=case,
        iban=case.iban or "IT60X0542811101000000123456",
        how="in_person",
        seen="CI AX123",
        confirmed_at=NOW,
        confirmed_by=w.officer,
    )
    RecoveryPlan.objects.create(application=case, way="next_payments", reason="Accordo", **decided)
    report = ExpenseReport.objects.create(
        application=case,
        month=NOVEMBER,
        version=1,
        received_on=TODAY,
        recorded_at=NOW,
        recorded_by=w.social_worker,
    )
    ExpenseItem.objects.create(
        report=report, code=component.code, kind="payslip", payee="Oksana", paid_on=TODAY, amount=600
    )
    stored = store.keep(
        b"<Document/>", name="esito.xml", content_type="application/xml", kind="bank_answer", by=w.officer, at=NOW,
        office=w.plan_office,
    )  # fmt: skip
    answer = BankAnswer.objects.create(
        plan_office=w.plan_office, kind="camt053", stored=stored, sha256=stored.sha256, loaded_at=NOW,
        loaded_by=w.officer,
    )  # fmt: skip
    payout = case.payouts.get()
    AnswerRow.objects.create(
        answer=answer,
        line=3,
        end_to_end_id=payout.end_to_end_id,
        payout=payout,
        outcome="waiting",
        effect="waiting",
    )
    unmatched = AnswerRow.objects.create(
        answer=answer, line=4, end_to_end_id="B2-202611-9X", outcome="paid", effect="unmatched"
    )
    AnswerMatch.objects.create(
        row=unmatched, payout=payout, reason="Lo dice la banca", proposed_at=NOW, proposed_by=w.officer
    )
    statements = store.keep(
        b"%PDF-1.4", name="attestazioni.pdf", content_type="application/pdf", kind="year_statements", by=w.officer,
        at=NOW, office=w.plan_office,
    )  # fmt: skip
    StatementFile.objects.create(job=payout.run.job, year=2026, part=1, people=1, stored=statements)
    return answer


def staff_account(w):
    """The account of the officer, in the register of the staff."""
    entry = Entry(iban=iban_of(w.officer.email), user=w.officer)
    load_staff_accounts(plan_office=w.plan_office, entries=[entry], whole=True, by=w.manager, at=NOW)
    return StaffAccount.objects.get(plan_office=w.plan_office)
