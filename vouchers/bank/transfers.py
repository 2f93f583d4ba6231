"""Credit transfers as pain.001 (ISO 20022): written by a library, checked here before anybody keeps them."""

import io
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files

import defusedxml.ElementTree
import xmlschema
from sepaxml import SepaTransfer

VERSIONS = ("pain.001.001.03", "pain.001.001.09")
MOST = 99_999  # transfers in one file when the office gives no limit
CUC_ISSUER = "CBI"  # who gives an Italian debtor the code its bank knows it by


class Unfit(Exception):
    """A file that must not leave: ``place`` says where in it."""

    def __init__(self, place):
        super().__init__(place)
        self.place = place


@dataclass(frozen=True)
class Debtor:
    """Who pays: ``name`` in the letters of banks, at most 70; ``bic`` and ``cuc`` may be empty."""

    name: str
    iban: str
    bic: str = ""
    cuc: str = ""


@dataclass(frozen=True)
class Transfer:
    """One payment, ``amount`` in euro above nothing; ``name`` and ``text`` in the letters of banks."""

    end_to_end_id: str
    name: str
    iban: str
    amount: Decimal
    text: str


@dataclass(frozen=True)
class Totals:
    """What a file says when it is read again."""

    count: int
    amount: Decimal
    ids: tuple


def split(transfers, *, most=None, most_amount=None):
    """The transfers as lists, in their order, each within the bank's limits (a number of transfers, euro).

    Raises ``Unfit`` with the id of a transfer that is over ``most_amount`` by itself.
    """
    parts, amount = [], Decimal(0)
    for one in transfers:
        if most_amount and one.amount > most_amount:
            raise Unfit(one.end_to_end_id)
        full = parts and len(parts[-1]) >= (most or MOST)
        over = parts and most_amount and amount + one.amount > most_amount
        if not parts or full or over:
            parts.append([])
            amount = Decimal(0)
        parts[-1].append(one)
        amount += one.amount
    return parts


def message(transfers, *, debtor, version, message_id, created_at: datetime, execute_on: date) -> bytes:
    """The bytes of one file, valid by the schema of its version and adding up to ``transfers``; else ``Unfit``.

    The same arguments give the same bytes. ``message_id``: at most 33 characters, never used before.
    """
    made = _Message(debtor, version, message_id, created_at)
    for one in transfers:
        made.add_payment(
            {
                "name": one.name,
                "IBAN": one.iban,
                "amount": int(one.amount * 100),
                "description": one.text,
                "execution_date": execute_on,
                "endtoend_id": one.end_to_end_id,
            }
        )
    data = made.export(validate=False)
    check(data, version)
    found = totals(data)
    wanted = sum((one.amount for one in transfers), Decimal(0))
    if found.amount != wanted or Counter(found.ids) != Counter(one.end_to_end_id for one in transfers):
        raise Unfit(message_id)
    return data


def check(data: bytes, version):
    """Raise ``Unfit`` with the place of the first thing the ISO schema refuses."""
    for error in _schema(version).iter_errors(io.BytesIO(data)):
        raise Unfit(error.path or "Document")


def totals(data: bytes) -> Totals:
    """Count, sum and ids as the bytes have them. Raises ``Unfit`` when a sum or a count written in them is not that of
    the transfers it stands for, or an id is there twice."""
    root = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    space = {"": root.tag[1:].partition("}")[0]}
    all_ids, all_amounts = [], []
    for group in root.iterfind("*/PmtInf", space):
        amounts = [Decimal(one.text) for one in group.iterfind("CdtTrfTxInf/Amt/InstdAmt", space)]
        all_ids += [one.text for one in group.iterfind("CdtTrfTxInf/PmtId/EndToEndId", space)]
        all_amounts += amounts
        _agree(group, amounts, space, "PmtInf")
    _agree(root.find("*/GrpHdr", space), all_amounts, space, "GrpHdr")
    if len(set(all_ids)) != len(all_ids) or len(all_ids) != len(all_amounts):
        raise Unfit("EndToEndId")
    return Totals(len(all_ids), sum(all_amounts, Decimal(0)), tuple(all_ids))


def _agree(head, amounts, space, place):
    said = (int(head.findtext("NbOfTxs", "0", space)), Decimal(head.findtext("CtrlSum", "0", space)))
    if said != (len(amounts), sum(amounts, Decimal(0))):
        raise Unfit(place)


@cache
def _schema(version):
    return xmlschema.XMLSchema(str(files("sepaxml") / "schemas" / f"{version}.xsd"), defuse="always")


class _Message(SepaTransfer):
    """The library's message with our ids and moment: its own are drawn by lot and read from the clock."""

    def __init__(self, debtor, version, message_id, created_at):
        config = {"name": debtor.name, "IBAN": debtor.iban, "currency": "EUR", "batch": True}
        if debtor.bic:
            config["BIC"] = debtor.bic
        self.debtor, self.created_at = debtor, created_at
        super().__init__(config, schema=version, clean=False)
        self.msg_id = message_id

    def _finalize_batch(self):
        super()._finalize_batch()
        head = self._xml.find("CstmrCdtTrfInitn/GrpHdr")
        head.find("MsgId").text = self.msg_id
        head.find("CreDtTm").text = f"{self.created_at:%Y-%m-%dT%H:%M:%S}"
        if self.debtor.cuc:
            other = _path(head.find("InitgPty"), "Id", "OrgId", "Othr")
            ET.SubElement(other, "Id").text = self.debtor.cuc
            ET.SubElement(other, "Issr").text = CUC_ISSUER
        for number, group in enumerate(self._xml.iterfind("CstmrCdtTrfInitn/PmtInf"), start=1):
            group.find("PmtInfId").text = f"{self.msg_id}-{number}"
            if not self.debtor.bic:  # EPC: where the bank is not named by its code, the message says so
                bank = group.find("DbtrAgt/FinInstnId")
                ET.SubElement(ET.SubElement(bank, "Othr"), "Id").text = "NOTPROVIDED"


def _path(node, *tags):
    for tag in tags:
        node = ET.SubElement(node, tag)
    return node
