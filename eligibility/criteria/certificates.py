"""Certificates as a Boolean expression: all of, any of, at least n, over kinds with dates and percentages.

Each part answers met, met with reserve (asked for, with the INPS receipt), not known, or not met; "all of" takes the
worst, "any of" the best, "at least n" the n-th best.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.criteria.severity import LABELS
from eligibility.facts import Certificate, CertificateKind, Facts
from eligibility.item import at_least
from eligibility.outcome import Finding, Reserve
from eligibility.text import Text, day, join

NOT_MET, UNKNOWN, RESERVE, MET = range(4)
AND, OR = Text(" e ", " and "), Text(" oppure ", " or ")
NOTHING = Text("nessun certificato che vale", "no certificate that counts")
DATUM = Text("i certificati richiesti", "the certificates asked for")


@dataclass(frozen=True, kw_only=True)
class Need:
    """One certificate, or a group of needs: exactly one of the four forms."""

    certificate: CertificateKind | None = None
    min_percent: int | None = None  # of civil invalidity, included
    recognised_by: date | None = None  # recognised on this day or before
    all_of: tuple[Need, ...] = ()
    any_of: tuple[Need, ...] = ()
    at_least: int | None = None  # so many among `among`
    among: tuple[Need, ...] = ()

    def __post_init__(self) -> None:
        given = [(name, getattr(self, name)) for name in ("certificate", "all_of", "any_of", "at_least")]
        forms = [name for name, value in given if value not in (None, ())]
        if len(forms) != 1:
            raise Misfit((), ", ".join(forms) or "nothing", "one of certificate, all_of, any_of, at_least with among")
        if self.certificate is None and (self.min_percent is not None or self.recognised_by is not None):
            raise Misfit(("certificate",), "nothing", "the certificate that min_percent and recognised_by are of")
        if self.at_least is not None and not 0 < self.at_least <= len(self.among):
            raise Misfit(("at_least",), str(self.at_least), f"1 to {len(self.among)}, the needs listed in among")
        if self.among and self.at_least is None:
            raise Misfit(("at_least",), "nothing", f"1 to {len(self.among)}, the needs listed in among")
        if self.min_percent is not None and not 0 < self.min_percent <= 100:
            raise Misfit(("min_percent",), str(self.min_percent), "1 to 100")

    @property
    def parts(self) -> tuple[Need, ...]:
        return self.all_of or self.any_of or self.among

    def leaves(self) -> tuple[Need, ...]:
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)

    def said(self, inside: bool = False) -> Text:
        if self.certificate:
            label = LABELS[self.certificate]
            return label if self.min_percent is None else label + Text(*[f" {self.min_percent} %"] * 2)
        many = len(self.parts) > 1
        if self.at_least is not None:
            start = Text("almeno {n} tra ", "at least {n} of ").fill(n=self.at_least)
            return start + _bracketed(join([part.said(True) for part in self.parts], AND), many)
        glue = AND if self.all_of else OR
        return _bracketed(join([part.said(True) for part in self.parts], glue), inside and many)


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["certificates"]
    needs: Need
    pending: Literal["unknown", "reserve"] = "unknown"  # asked for and not yet recognised: wait, or admit with reserve
    receipt: bool = True  # a reserve needs the INPS receipt
    reserve_days: int | None = None  # term of the reserve from the receipt; None = not stated

    def __post_init__(self) -> None:
        super().__post_init__()
        at_least(self.reserve_days, 1, "reserve_days")

    @functools.cached_property
    def required(self) -> Text:
        return self.needs.said()


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    required = rule.required
    if facts.certificates is None:
        reason = Text("Mancano i certificati: serve {needs}.", "No certificate yet: {needs} is needed.")
        return rule.unknown("certificates", DATUM, required=required, reason=reason.fill(needs=required))
    answer = judge(rule, rule.needs, facts.certificates, on)
    valid = [c for c in facts.certificates if _holds(c, on)]
    found = join([LABELS[kind] for kind in dict.fromkeys(c.kind for c in valid)]) if valid else NOTHING
    if answer == UNKNOWN:
        reason = Text(
            "I certificati non bastano ancora: serve {needs}.",
            "The certificates are not enough yet: {needs} is needed.",
        )
        return rule.unknown("certificates", DATUM, required=required, reason=reason.fill(needs=required), found=found)
    if answer == NOT_MET:
        reason = Text(
            "I certificati non bastano: serve {needs}.", "The certificates are not enough: {needs} is needed."
        )
        return rule.found("not_met", required=required, found=found, reason=reason.fill(needs=required))
    if answer == MET:
        reason = Text("Riconosciuto: {found}.", "Recognised: {found}.").fill(found=found)
        return rule.found("met", required=required, found=found, reason=reason)
    awaited, until = _until(rule, facts.certificates)
    return rule.found(
        "met",
        required=required,
        found=Text("in attesa di accertamento", "pending recognition"),
        reason=Text(
            "Ammesso con riserva: l’accertamento è in corso.", "Admitted with reserve: recognition is pending."
        ),
        reserve=(Reserve("certificates", awaited, until),),
    )


def _until(rule: Rule, certificates: tuple[Certificate, ...]) -> tuple[Text, date | None]:
    """What must come, and the term: counted from the oldest receipt among the pending certificates."""
    receipts = [c.receipt_on for c in certificates if c.pending and c.receipt_on is not None]
    if rule.reserve_days is None or not receipts:
        return Text("Serve l’esito dell’accertamento.", "The result of the recognition is needed."), None
    until = min(receipts) + timedelta(days=rule.reserve_days)
    reason = Text(
        "Serve l’esito dell’accertamento entro il {until}.", "The result of the recognition is needed by {until}."
    )
    return reason.fill(until=day(until)), until


def judge(rule: Rule, need: Need, certificates: tuple[Certificate, ...], on: date) -> int:
    if need.certificate:
        answers = [_one(rule, need, c, on) for c in certificates if c.kind == need.certificate]
        return max(answers) if answers else NOT_MET
    answers = [judge(rule, part, certificates, on) for part in need.all_of or need.any_of or need.among]
    if need.at_least is not None:
        return sorted(answers, reverse=True)[need.at_least - 1]
    return min(answers) if need.all_of else max(answers)


def _one(rule: Rule, need: Need, certificate: Certificate, on: date) -> int:
    if certificate.pending:
        if rule.pending == "unknown" or (rule.receipt and certificate.receipt_on is None):
            return UNKNOWN
        _, until = _until(rule, (certificate,))
        return RESERVE if until is None or on <= until else UNKNOWN
    if not _holds(certificate, on):
        return UNKNOWN
    if need.recognised_by is not None:
        if certificate.recognised_on is None:
            return UNKNOWN
        if certificate.recognised_on > need.recognised_by:
            return NOT_MET
    if need.min_percent is None:
        return MET
    if certificate.percent is None:
        return UNKNOWN
    return MET if certificate.percent >= need.min_percent else NOT_MET


def _holds(certificate: Certificate, on: date) -> bool:
    if certificate.pending or (certificate.recognised_on is not None and certificate.recognised_on > on):
        return False
    return certificate.valid_to is None or certificate.valid_to >= on


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    """Each certificate of the expression, recognised today."""
    out = []
    for leaf in rule.needs.leaves():
        fresh = Certificate(leaf.certificate, leaf.recognised_by or on, percent=leaf.min_percent)
        label = Text("Riconoscimento: {label}", "Recognition: {label}").fill(label=leaf.said())
        out.append((label, replace(facts, certificates=(*(facts.certificates or ()), fresh))))
    return out


def _bracketed(text: Text, brackets: bool) -> Text:
    return Text("({text})", "({text})").fill(text=text) if brackets else text
