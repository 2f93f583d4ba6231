"""The money, one noun per file; import them from here."""

from vouchers.models.award import Award, AwardComponent
from vouchers.models.interruption import Interruption
from vouchers.models.ledger_entry import LedgerEntry
from vouchers.models.payment import Payment
from vouchers.models.payment_run import PaymentRun
from vouchers.models.run_approval import RunApproval
from vouchers.models.run_check import RunCheck
from vouchers.models.run_file import RunFile

__all__ = [
    "Award",
    "AwardComponent",
    "Interruption",
    "LedgerEntry",
    "Payment",
    "PaymentRun",
    "RunApproval",
    "RunCheck",
    "RunFile",
]
