"""The money, one noun per class; import them from here."""

from vouchers.models.award import Award, AwardComponent, Interruption
from vouchers.models.run import LedgerEntry, Payment, PaymentRun, RunApproval, RunCheck, RunFile

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
