"""Files as banks send them, about payments given by (id, euro)."""


def camt(kind, entries, *, day="2026-11-27", space="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"):
    """camt053 or camt054 with ``entries``: XML of single movements, one a line."""
    body, group = {"053": ("BkToCstmrStmt", "Stmt"), "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}[kind]
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{space}"><{body}><GrpHdr><MsgId>X</MsgId></GrpHdr>\n'
        f"<{group}><Id>1</Id>\n"
        + "\n".join(entries).replace("DAY", day)
        + f"\n</{group}></{body}></Document>"
    ).encode()


def left(key, amount, *, currency="EUR"):
    """A payment that left."""
    return _entry("DBIT", f'<Amt Ccy="{currency}">{amount}</Amt>', key, amount)


def came_back(key, amount, code="AC04", words=""):
    """A payment that came back, with the bank's reason."""
    reason = f"<RtrInf><Rsn><Cd>{code}</Cd></Rsn><AddtlInf>{words}</AddtlInf></RtrInf>"
    return _entry("CRDT", f'<Amt Ccy="EUR">{amount}</Amt>', key, amount, more=reason)


def _entry(way, amount_of_one, key, amount, more=""):
    refs = f"<Refs><EndToEndId>{key}</EndToEndId></Refs>" if key else ""
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>DAY</Dt></BookgDt>'
        f"<NtryDtls><TxDtls>{refs}{amount_of_one}{more}</TxDtls></NtryDtls></Ntry>"
    )


def whole_file(message_id, amount):
    """One movement for a whole file of ours, as banks book it."""
    return (
        f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<BookgDt><Dt>DAY</Dt></BookgDt><NtryDtls><Btch><PmtInfId>{message_id}-1</PmtInfId></Btch></NtryDtls></Ntry>"
    )


def pain002(message_id, payments, group=""):
    """The report on a file: ``payments`` (id, state, code)."""
    single = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{key}</OrgnlEndToEndId><TxSts>{state}</TxSts>"
        f"<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn></StsRsnInf></TxInfAndSts>\n"
        for key, state, code in payments
    )
    status = f"<GrpSts>{group}</GrpSts>" if group else ""
    return (
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"><CstmrPmtStsRpt><GrpHdr/>'
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{message_id}</OrgnlMsgId>{status}</OrgnlGrpInfAndSts>"
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{message_id}-1</OrgnlPmtInfId>\n{single}</OrgnlPmtInfAndSts>"
        "</CstmrPmtStsRpt></Document>"
    ).encode()
