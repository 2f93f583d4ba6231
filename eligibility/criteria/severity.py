"""At least one recognised certificate among those the call accepts."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.criteria import rule as words
from eligibility.facts import Certificate, CertificateKind, Facts
from eligibility.outcome import Finding
from eligibility.text import Text, day, join

LABELS: dict[str, Text] = {
    "law_104_c3": Text("L. 104/1992, art. 3 c. 3", "Law 104/1992, art. 3 c. 3"),
    "care_allowance": Text("indennità di accompagnamento", "care allowance (indennità di accompagnamento)"),
    "attendance_allowance": Text("indennità di frequenza", "attendance allowance (indennità di frequenza)"),
    "law_104_c1": Text("L. 104/1992, art. 3 c. 1", "Law 104/1992, art. 3 c. 1"),
    "civil_invalidity": Text("invalidità civile", "civil invalidity"),
    "persistent_difficulty": Text("difficoltà persistenti (minori)", "persistent difficulties (minors)"),
    "hearing_loss": Text("ipoacusia", "hearing loss"),
    "blindness": Text("cecità civile", "civil blindness"),
}
OR = Text(" o ", " or ")


@dataclass(frozen=True, kw_only=True)
class Rule(words.Rule):
    kind: Literal["severity"]
    any_of: tuple[CertificateKind, ...]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.any_of:
            raise Misfit(("any_of",), "an empty list", ", ".join(LABELS))

    @functools.cached_property
    def accepted(self) -> Text:
        return join([LABELS[kind] for kind in self.any_of], OR)

    @functools.cached_property
    def required(self) -> Text:
        return self.accepted if len(self.any_of) == 1 else Text("basta uno: ", "one is enough: ") + self.accepted


def evaluate(rule: Rule, facts: Facts, on: date) -> Finding:
    accepted, required = rule.accepted, rule.required

    def unknown(reason: Text, datum: Text, found: Text = words.NOT_KNOWN) -> Finding:
        return rule.unknown("certificates", datum, required=required, reason=reason, found=found)

    if facts.certificates is None:
        datum = Text("il certificato di gravità o di accompagnamento", "the certificate of severity or care allowance")
        return unknown(
            Text("Manca il certificato: serve {accepted}.", "No certificate yet: {accepted} is needed.").fill(
                accepted=accepted
            ),
            datum,
        )
    mine = [c for c in facts.certificates if c.kind in rule.any_of]
    valid = [c for c in mine if holds(c, on)]
    if valid:
        found = join([LABELS[kind] for kind in dict.fromkeys(c.kind for c in valid)])
        reason = Text("Riconosciuta: {found}.", "Recognised: {found}.").fill(found=found)
        return rule.found("met", required=required, found=found, reason=reason)
    if mine:
        return _not_yet(min(mine, key=lambda c: not c.pending), on, unknown)
    return rule.found(
        "not_met",
        required=required,
        found=Text("nessun certificato che vale", "no certificate that counts"),
        reason=Text(
            "Non ha i certificati richiesti: serve {accepted}.",
            "None of the certificates asked for: {accepted} is needed.",
        ).fill(accepted=accepted),
    )


def _not_yet(certificate: Certificate, on: date, unknown: Callable[[Text, Text, Text], Finding]) -> Finding:
    """The certificate exists but does not count today: asked for and pending, expired, or recognised later."""
    label = LABELS[certificate.kind]
    datum = Text("l’esito dell’accertamento", "the result of the recognition")
    if certificate.pending:
        found = Text("in attesa di accertamento", "pending recognition")
        reason = Text("{label}: è in attesa di accertamento.", "{label}: recognition is pending.")
    elif certificate.valid_to is not None and certificate.valid_to < on:
        datum = Text("il nuovo verbale", "the new report")
        found = Text("scadenza: {when}", "expired on {when}").fill(when=day(certificate.valid_to))
        reason = Text("{label}: {found}. Serve il nuovo verbale.", "{label}: {found}. The new report is needed.")
    else:
        found = Text("vale dal {when}", "valid from {when}").fill(when=day(certificate.recognised_on))
        reason = Text("{label}: {found}.", "{label}: {found}.")
    return unknown(reason.fill(label=label, found=found).capital(), datum, found)


def holds(certificate: Certificate, on: date) -> bool:
    """Recognised by that day, and not expired."""
    if certificate.pending or (certificate.recognised_on is not None and certificate.recognised_on > on):
        return False
    return certificate.valid_to is None or certificate.valid_to >= on


def variations(rule: Rule, facts: Facts, on: date) -> list[words.Variation]:
    out = []
    for kind in rule.any_of:
        others = tuple(facts.certificates or ())
        changed = replace(facts, certificates=(*others, Certificate(kind, recognised_on=on)))
        out.append((Text("Riconoscimento: {label}", "Recognition: {label}").fill(label=LABELS[kind]), changed))
    return out
