"""What the bank says of payments: camt.053, camt.054 and pain.002 (ISO 20022, any version) as rows, with no database.

Only what is booked counts; what the bank has merely received waits. Nothing here knows which payments are ours.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from django.utils.translation import gettext as _

from vouchers.bank import marked_lines
from vouchers.bank.marked_lines import Node


class Outcome(StrEnum):
    """What became of a payment. Returned: it left and came back. Rejected: it never left."""

    PAID = "paid"
    RETURNED = "returned"
    REJECTED = "rejected"
    WAITING = "waiting"


@dataclass(frozen=True)
class Row:
    """One payment of the answer, or with ``whole_of`` a whole file of ours named by its message id.

    ``amount`` in euro, None when the answer does not say it; ``code`` the reason in the bank's letters (AC04).
    """

    line: int
    outcome: Outcome
    end_to_end_id: str = ""
    whole_of: str = ""
    on: date | None = None
    amount: Decimal | None = None
    code: str = ""
    words: str = ""


@dataclass
class Answer:
    """``rows`` in the order of the file, ``problems`` as (line, sentence), ``others`` movements without a payment."""

    kind: str
    rows: list
    problems: list
    others: int = 0


class NotAnAnswer(Exception):
    """The file is none of those that are read: ``sentence`` says what it is and what to load."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.sentence = sentence


_SETTLED = frozenset({"ACSC", "ACCC"})
_REFUSED = frozenset({"RJCT", "CANC"})


def read(data: bytes) -> Answer:
    """The Answer in the XML ``data``. Raises ``NotAnAnswer``."""
    try:
        root = marked_lines.read(data)
    except marked_lines.Unreadable as error:
        where = _(" It breaks at line %(n)s.") % {"n": error.line} if error.line else ""
        raise NotAnAnswer(
            _("The XML file cannot be read: download it again from the bank and load it as it is.") + where
        ) from error
    for kind, tag, entries, reader in _KINDS:
        if body := root.first(tag):
            answer = Answer(kind, [], [])
            for group in body.all(entries) if entries else [body]:
                reader(group, answer)
            return answer
    if root.first("BkToCstmrAcctRpt"):
        raise NotAnAnswer(
            _("This is a camt.052, the movements of a day that is not over: load the camt.053 of that day.")
        )
    raise NotAnAnswer(_("This XML is not an answer of the bank: load a camt.053, a camt.054 or a pain.002."))


def _entry(entry: Node, answer):
    """One movement of the account: of one payment, of several, or of a whole file of ours."""
    if entry.words("Sts/Cd", "Sts") != "BOOK":
        return
    on = _day(entry, ("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"), answer)
    came_in = entry.words("CdtDbtInd") == "CRDT"
    came_back = came_in or entry.words("RvslInd") in ("true", "1")
    payments = entry.all("NtryDtls/TxDtls")
    if not payments:
        whole = entry.words("NtryDtls/Btch/MsgId", "NtryDtls/Btch/PmtInfId")
        if whole and not came_back:
            answer.rows.append(Row(entry.line, Outcome.PAID, whole_of=whole, on=on))
        else:
            answer.others += 1
    for one in payments:
        _payment(one, entry, answer, on=on, came_back=came_back, alone=len(payments) == 1)


def _payment(one, entry, answer, *, on, came_back, alone):
    key = one.words("Refs/EndToEndId")
    if not key or key == "NOTPROVIDED":
        answer.others += 1
        return
    reason = one.first("RtrInf")
    back = came_back or reason is not None or one.words("CdtDbtInd") == "CRDT"
    amount = one.first("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt") or (
        entry.first("Amt") if alone else None
    )
    answer.rows.append(
        Row(
            line=one.line,
            outcome=Outcome.RETURNED if back else Outcome.PAID,
            end_to_end_id=key,
            on=on,
            amount=_euro(amount, answer),
            code=one.words("RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"),
            words=" ".join(node.text.strip() for node in one.all("RtrInf/AddtlInf"))[:200],
        )
    )


def _report(report: Node, answer):
    """pain.002: the state of a file of ours, of a group in it, of single payments."""
    told = len(answer.rows)
    for group in report.all("OrgnlPmtInfAndSts"):
        for one in group.all("TxInfAndSts"):
            key = one.words("OrgnlEndToEndId")
            if not key:
                answer.problems.append((one.line, _("The payment has no end-to-end id.")))
                continue
            answer.rows.append(
                Row(
                    line=one.line,
                    outcome=_state(one.words("TxSts")),
                    end_to_end_id=key,
                    on=_day(one, ("AccptncDtTm", "FctvIntrBkSttlmDt/Dt"), answer),
                    amount=_euro(one.first("OrgnlTxRef/Amt/InstdAmt"), answer),
                    code=one.words("StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry"),
                    words=" ".join(node.text.strip() for node in one.all("StsRsnInf/AddtlInf"))[:200],
                )
            )
        if not group.all("TxInfAndSts") and group.words("PmtInfSts"):
            answer.rows.append(_whole(group, group.words("OrgnlPmtInfId"), group.words("PmtInfSts")))
    head = report.first("OrgnlGrpInfAndSts")
    if len(answer.rows) == told and head and head.words("GrpSts"):
        answer.rows.append(_whole(head, head.words("OrgnlMsgId"), head.words("GrpSts")))


def _whole(node, key, state):
    return Row(
        node.line,
        _state(state),
        whole_of=key,
        code=node.words("StsRsnInf/Rsn/Cd", "StsRsnInf/Rsn/Prtry"),
        words=" ".join(one.text.strip() for one in node.all("StsRsnInf/AddtlInf"))[:200],
    )


def _state(code):
    return Outcome.PAID if code in _SETTLED else Outcome.REJECTED if code in _REFUSED else Outcome.WAITING


def _day(node, paths, answer):
    found = node.first(*paths)
    if found is None:
        return None
    try:
        return date.fromisoformat(found.text.strip()[:10])
    except ValueError:
        answer.problems.append(
            (found.line, _("“%(value)s” is not a day.") % {"value": found.text.strip()[:30]})
        )
        return None


def _euro(node, answer):
    if node is None:
        return None
    text = node.text.strip()
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not text.isascii() or not amount.is_finite() or amount <= 0 or amount != round(amount, 2):
        answer.problems.append((node.line, _("“%(value)s” is not an amount.") % {"value": text[:30]}))
    elif node.attributes.get("Ccy", "EUR") != "EUR":
        answer.problems.append(
            (
                node.line,
                _("The amount is in %(currency)s, not in euro.") % {"currency": node.attributes["Ccy"][:3]},
            )
        )
    return amount if amount.is_finite() else None


_KINDS = (
    ("camt053", "BkToCstmrStmt", "Stmt/Ntry", _entry),
    ("camt054", "BkToCstmrDbtCdtNtfctn", "Ntfctn/Ntry", _entry),
    ("pain002", "CstmrPmtStsRpt", "", _report),
)
