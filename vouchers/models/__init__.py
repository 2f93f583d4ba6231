"""The money, one noun per file; import them from here."""

from vouchers.models.account_confirmation import AccountConfirmation
from vouchers.models.amount_change import AmountChange
from vouchers.models.answer_match import AnswerMatch
from vouchers.models.award import Award, AwardComponent
from vouchers.models.bank_answer import AnswerRow, BankAnswer
from vouchers.models.booking import Booking
from vouchers.models.budget import BudgetCharge, BudgetLine, BudgetMovement
from vouchers.models.expense_report import ExpenseItem, ExpenseReport
from vouchers.models.interruption import Interruption
from vouchers.models.ledger_entry import LedgerEntry
from vouchers.models.money_proposal import MoneyProposal
from vouchers.models.money_rules import MoneyRules
from vouchers.models.payment import Payment
from vouchers.models.payment_run import PaymentRun
from vouchers.models.payout import Payout
from vouchers.models.ranking import RankingApproval, RankingPublication, RankingRow, RankingSnapshot
from vouchers.models.recovery_plan import RecoveryPlan
from vouchers.models.run_approval import RunApproval
from vouchers.models.run_check import RunCheck
from vouchers.models.run_file import RunFile
from vouchers.models.staff_account import StaffAccount
from vouchers.models.statement_file import StatementFile
from vouchers.models.treasury_account import TreasuryAccount

__all__ = [
    "AccountConfirmation",
    "AmountChange",
    "AnswerMatch",
    "AnswerRow",
    "Award",
    "AwardComponent",
    "BankAnswer",
    "Booking",
    "BudgetCharge",
    "BudgetLine",
    "BudgetMovement",
    "ExpenseItem",
    "ExpenseReport",
    "Interruption",
    "LedgerEntry",
    "MoneyProposal",
    "MoneyRules",
    "Payment",
    "PaymentRun",
    "Payout",
    "RankingApproval",
    "RankingPublication",
    "RankingRow",
    "RankingSnapshot",
    "RecoveryPlan",
    "RunApproval",
    "RunCheck",
    "RunFile",
    "StaffAccount",
    "StatementFile",
    "TreasuryAccount",
]
