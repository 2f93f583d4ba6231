"""assess(facts, ruleset, on) → Outcome. Pure: the same facts, rule set and day give the same bytes.

How the answer is reached, so that a reader can check it:
1. The criteria of the stage "application" decide the right. One surely not met → not entitled, even if others are not
   known; otherwise one not known → unknown; otherwise entitled. Criteria of the stage "award" (the approved plan) are
   listed with their own verdict and do not change the right: they say when the money may start.
2. An intervention is looked at when it was requested, or when nothing was. It is due when its conditions are met and
   its amount is known and above zero.
3. Among the due interventions, the set that may be had together with the highest sum is kept; the others are not due,
   as alternatives. The monthly total is that sum; it is None while the right or an intervention is not known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain, combinations

from eligibility import amounts, criteria, summary
from eligibility.facts import Facts
from eligibility.outcome import Answer, Finding, InterventionFinding, Missing, Outcome
from eligibility.ruleset import Cumulability, Intervention, RuleSet
from eligibility.text import Text, euro, join

NOTHING = Decimal("0.00")


def assess(facts: Facts, ruleset: RuleSet, on: date) -> Outcome:
    findings = tuple(_evaluate(rule, facts, on) for rule in ruleset.criteria)
    verdict = _verdict(findings)
    looked_at = tuple(_intervention(item, ruleset, facts, on, verdict, findings) for item in ruleset.interventions)
    interventions = _choose(looked_at, ruleset.cumulability) + _not_in_this_call(facts, ruleset)
    return Outcome(
        on=on,
        verdict=verdict,
        criteria=findings,
        interventions=interventions,
        monthly_total=_total(verdict, interventions),
        missing=_missing(findings, interventions),
        in_short=summary.in_short(verdict, findings, interventions),
        ruleset_name=ruleset.name,
        ruleset_hash=ruleset.hash,
    )


def _evaluate(rule: criteria.Criterion, facts: Facts, on: date) -> Finding:
    return criteria.KINDS[rule.kind].evaluate(rule, facts, on)


def _verdict(findings: tuple[Finding, ...]) -> Answer:
    decisive = {finding.verdict for finding in findings if finding.stage == "application"}
    if "not_met" in decisive:
        return "not_entitled"
    return "unknown" if "unknown" in decisive else "entitled"


def _intervention(
    item: Intervention, ruleset: RuleSet, facts: Facts, on: date, verdict: Answer, findings: tuple[Finding, ...]
) -> InterventionFinding:
    blank = InterventionFinding(item.code, item.label, item.sentence, "not_due", Text("", ""), item.sources)
    if facts.requested and item.code not in facts.requested:
        return replace(blank, reason=Text("Non è stato chiesto.", "It was not requested."))
    if verdict == "not_entitled":
        lacking = join([f.label for f in findings if f.stage == "application" and f.verdict == "not_met"])
        reason = Text(
            "Manca un requisito della misura: {lacking}.", "A requirement of the measure is not met: {lacking}."
        )
        return replace(blank, reason=reason.fill(lacking=lacking))
    conditions = tuple(_evaluate(rule, facts, on) for rule in item.conditions)
    for outcome, due in (("not_met", "not_due"), ("unknown", "unknown")):
        against = [f for f in conditions if f.verdict == outcome]
        if against:
            missing = _unique(m for f in against for m in f.missing)
            return replace(blank, verdict=due, reason=against[0].reason, conditions=conditions, missing=missing)
    amount = amounts.compute(item.steps, ruleset.rounding, facts)
    blank = replace(blank, conditions=conditions, steps=amount.steps)
    if amount.value is None:
        reason = Text("Manca {datum}.", "{datum} is missing.").fill(datum=amount.missing[0].label).capital()
        return replace(blank, verdict="unknown", reason=reason, missing=amount.missing)
    if amount.value == NOTHING:
        return replace(blank, reason=Text("Non c’è una spesa da rimborsare.", "There is no cost to reimburse."))
    reasons = [f.reason for f in conditions] or [item.sentence]
    return replace(blank, verdict="due", reason=join(reasons, Text(" ", " ")), amount=amount.value)


def _choose(looked_at: tuple[InterventionFinding, ...], rule: Cumulability) -> tuple[InterventionFinding, ...]:
    """Keep the set with the highest sum; between equal sums the smaller one, then the first in the rule set."""
    due = [item for item in looked_at if item.verdict == "due"]
    sets = chain.from_iterable(combinations(due, size) for size in range(1, len(due) + 1))
    allowed = [chosen for chosen in sets if rule.allows(tuple(item.code for item in chosen))]
    best = max(allowed, key=_sum, default=())
    kept = {item.code for item in best}

    def settle(item: InterventionFinding) -> InterventionFinding:
        if item.verdict != "due" or item.code in kept:
            return item
        instead = join([other.label for other in best])
        reason = Text(
            "Non si somma con {instead}, che dà di più o lo stesso ({sum} al mese).",
            "It cannot be added to {instead}, which gives as much or more ({sum} a month).",
        )
        sources = item.sources + tuple(s for s in rule.sources if s not in item.sources)
        filled = reason.fill(instead=instead, sum=euro(_sum(best)))
        return replace(item, verdict="not_due", reason=filled, sources=sources, amount=None)

    return tuple(settle(item) for item in looked_at)


def _sum(items: tuple[InterventionFinding, ...]) -> Decimal:
    return sum((item.amount for item in items), NOTHING)


def _not_in_this_call(facts: Facts, ruleset: RuleSet) -> tuple[InterventionFinding, ...]:
    """Requested, but unknown to this rule set: said, not silently dropped."""
    reason = Text("Questo avviso non prevede questo sostegno.", "This call does not have this support.")
    unknown = [code for code in dict.fromkeys(facts.requested) if ruleset.intervention(code) is None]
    return tuple(InterventionFinding(code, Text(code, code), reason, "not_due", reason) for code in unknown)


def _total(verdict: Answer, interventions: tuple[InterventionFinding, ...]) -> Decimal | None:
    if verdict == "not_entitled":
        return NOTHING
    if verdict == "unknown" or any(item.verdict == "unknown" for item in interventions):
        return None
    return _sum(tuple(item for item in interventions if item.verdict == "due"))


def _missing(findings: tuple[Finding, ...], interventions: tuple[InterventionFinding, ...]) -> tuple[Missing, ...]:
    decisive = [f for f in findings if f.stage == "application"]
    return _unique(m for item in (*decisive, *interventions) for m in item.missing)


def _unique(missing) -> tuple[Missing, ...]:
    """One entry per field, the first one said."""
    by_field: dict[str, Missing] = {}
    for item in missing:
        by_field.setdefault(item.field, item)
    return tuple(by_field.values())
