"""assess(facts, ruleset, on) → Outcome. Pure: the same facts, rule set and day give the same bytes.

How the answer is reached, so that a reader can check it:
1. The line (target group) is settled first, where the call has any; rules of the other lines do not concern the person.
2. The criteria that must hold at the application decide the right. One surely not met → not entitled, even if others
   are not known; otherwise one not known → unknown; otherwise entitled. Criteria of the award or of each month are
   listed with their own verdict and do not change the right: they say when the money may start, or stops.
3. An intervention is looked at when it was requested, or when nothing was. It is due when its conditions are met and
   its amount is known and above zero. A condition marked `gate` decides the right too: when no intervention looked at
   passes its gates, there is none.
4. Among the due interventions that exclude each other the rule set says which are kept: the highest sum, the first
   requested, or the family is asked. The monthly total is the sum of what is due by the month; it is None while the
   right or an intervention is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from eligibility import amounts, criteria, summary
from eligibility.choice import NOTHING, choose
from eligibility.criteria import isee, line
from eligibility.facts import Facts
from eligibility.outcome import Answer, Due, Finding, InterventionFinding, Missing, Outcome, Warning
from eligibility.ruleset import NOT_REQUESTED, Intervention, RuleSet
from eligibility.text import Text, join

POSSIBLE_B1 = Warning(
    "possible_b1",
    Text(
        "La valutazione ha visto una disabilità gravissima: può spettare la misura B1, da chiedere all’ASST.",
        "The assessment saw a condition of very severe disability: Measure B1, asked for at the ASST, may be due.",
    ),
)
MOST_REFUSALS = 500  # sets of requirements not met whose refusals are kept for one rule set
NO_COST = Text("Non c’è una spesa da rimborsare.", "There is no cost to reimburse.")
NO_SERVICE = Text("Non c’è un servizio da dare.", "There is no service to give.")


def assess(facts: Facts, ruleset: RuleSet, on: date) -> Outcome:
    facts, group = settle_line(facts, ruleset, on)
    findings = _findings(ruleset.criteria, facts, on)
    verdict = _verdict(findings)
    if verdict == "not_entitled":
        looked_at = _none_due(findings, ruleset, facts)
    else:
        looked_at = tuple([_intervention(item, ruleset, facts, on) for item in ruleset.interventions])
    said = findings  # what the words and the list of missing data are made from
    if verdict != "not_entitled" and ruleset.has_gates:
        verdict, gates = _through_the_gates(verdict, ruleset, looked_at, facts)
        said += gates
    interventions = choose(looked_at, ruleset.cumulability, facts) + _not_in_this_call(facts, ruleset)
    conditions = [f for item in interventions if item.verdict != "not_due" for f in item.conditions]
    starts_on, ends_on = (None, None) if ruleset.benefit is None else ruleset.benefit.period()
    return Outcome(
        on=on,
        verdict=verdict,
        criteria=findings,
        interventions=interventions,
        monthly_total=_total(verdict, interventions, ruleset),
        missing=_missing(said, interventions),
        in_short=summary.in_short(verdict, said, interventions),
        ruleset_name=ruleset.name,
        ruleset_hash=ruleset.hash,
        line=group and group.code,
        line_label=group and group.label,
        reserve=tuple(dict.fromkeys(one for f in (*findings, *conditions) for one in f.reserve)),
        warnings=_warnings(facts, (*findings, *(f for item in looked_at for f in item.conditions))),
        starts_on=starts_on,
        ends_on=ends_on,
        pays_every=ruleset.payment and ruleset.payment.every_months,
    )


def each_month(facts: Facts, ruleset: RuleSet, on: date) -> tuple[Finding, ...]:
    """The requirements that must hold in every month paid, judged on that day; one not met suspends the payment."""
    facts, _ = settle_line(facts, ruleset, on)
    return _findings(tuple(rule for rule in ruleset.criteria if "month" in rule.moments), facts, on)


def settle_line(facts: Facts, ruleset: RuleSet, on: date) -> tuple[Facts, line.Group | None]:
    """The facts with the line they are judged on; the same facts while it is not settled or the call has none."""
    rule = ruleset.line_rule
    if rule is None:
        return facts, None
    verdict, group, _ = line.resolve(rule, facts, rule.day(facts, on))
    if verdict == "met" and facts.line is None:
        facts = replace(facts, line=group.code)
    return facts, group


def _findings(rules: tuple, facts: Facts, on: date) -> tuple[Finding, ...]:
    return tuple([found for rule in rules if (found := criteria.evaluate(rule, facts, on)) is not None])


def _verdict(findings: Iterable[Finding]) -> Answer:
    decisive = {finding.verdict for finding in findings if finding.stage == "application"}
    if "not_met" in decisive:
        return "not_entitled"
    return "unknown" if "unknown" in decisive else "entitled"


def _through_the_gates(
    verdict: Answer, ruleset: RuleSet, looked_at: tuple[InterventionFinding, ...], facts: Facts
) -> tuple[Answer, tuple[Finding, ...]]:
    """No right when no support looked at passes its gates; not known while none passes and one may.

    With the gates that stand in the way, each said once.
    """
    answers, gates = [], []
    for item, found in zip(ruleset.interventions, looked_at, strict=True):
        if found.reason is NOT_REQUESTED or (item.lines and facts.line not in item.lines):
            continue
        codes = {rule.code for rule in item.conditions if rule.gate}
        mine = [replace(f, stage="application") for f in found.conditions if f.code in codes]
        answers.append(_verdict(mine))
        gates += mine
    if not answers or "entitled" in answers:
        return verdict, ()
    answer, wanted = ("unknown", "unknown") if "unknown" in answers else ("not_entitled", "not_met")
    return answer, tuple(dict.fromkeys(f for f in gates if f.verdict == wanted))


def _none_due(findings: tuple[Finding, ...], ruleset: RuleSet, facts: Facts) -> tuple[InterventionFinding, ...]:
    """The supports of who has no right; whoever lacks the same requirements is told the same."""
    lacking = [f for f in findings if f.stage == "application" and f.verdict == "not_met"]
    codes = tuple([f.code for f in lacking])
    found = ruleset.refusals.get(codes)
    if found is None:
        reason = _lacking(lacking)
        found = tuple([_finding(item, "not_due", reason) for item in ruleset.interventions])
        if len(ruleset.refusals) < MOST_REFUSALS:
            ruleset.refusals[codes] = found
    if not facts.requested:
        return found
    pairs = zip(ruleset.interventions, found, strict=True)
    return tuple([refused if item.code in facts.requested else item.not_requested for item, refused in pairs])


def _finding(item: Intervention, answer: Due, reason: Text, **rest) -> InterventionFinding:
    return InterventionFinding(
        item.code, item.label, item.sentence, answer, reason, item.sources, per=item.per, unit=item.unit, **rest
    )


def _intervention(item: Intervention, ruleset: RuleSet, facts: Facts, on: date) -> InterventionFinding:
    say = partial(_finding, item)
    if facts.requested and item.code not in facts.requested:
        return item.not_requested
    if item.lines and facts.line not in item.lines:
        return _other_line(item, ruleset, facts, say)
    conditions = _findings(item.conditions, facts, on)
    for outcome, due in (("not_met", "not_due"), ("unknown", "unknown")):
        against = [f for f in conditions if f.verdict == outcome]
        if against:
            missing = _unique(m for f in against for m in f.missing)
            return say(due, against[0].reason, conditions=conditions, missing=missing)
    amount = amounts.compute(item.steps, ruleset.rounding, facts, _known(item, ruleset, facts, on))
    done = {"conditions": conditions, "steps": amount.steps}
    if amount.value is None:
        reason = Text("Manca {datum}.", "{datum} is missing.").fill(datum=amount.missing[0].label).capital()
        return say("unknown", reason, missing=amount.missing, **done)
    if amount.value == NOTHING:
        return say("not_due", NO_COST if item.unit == "euro" else NO_SERVICE, **done)
    reasons = join([f.reason for f in conditions] or [item.sentence], Text(" ", " "))
    if item.unit == "euro":
        return say("due", reasons, amount=amount.value, **done)
    return say("due", reasons, amount=NOTHING, quantity=amount.value, **done)


def _lacking(findings: list[Finding]) -> Text:
    """Why no support is due to who has no right."""
    reason = Text("Manca un requisito della misura: {lacking}.", "A requirement of the measure is not met: {lacking}.")
    return reason.fill(lacking=join([f.label for f in findings]))


def _other_line(
    item: Intervention, ruleset: RuleSet, facts: Facts, say: Callable[..., InterventionFinding]
) -> InterventionFinding:
    lines = join([group.label for group in ruleset.groups if group.code in item.lines])
    reason = Text("È solo per la linea: {lines}.", "It is only for the line: {lines}.").fill(lines=lines)
    if facts.line is not None:
        return say("not_due", reason)
    return say("unknown", reason, missing=(Missing("line", criteria.rule.LINE),))


def _known(item: Intervention, ruleset: RuleSet, facts: Facts, on: date) -> amounts.Known:
    """What the tables of the support may look at; the ISEE is that of its own condition, or of the requirement."""
    value = None
    if any(axis.by == "isee" for step in item.steps if step.kind == "table" for axis in step.axes):
        rules = (rule for rule in (*item.conditions, *ruleset.criteria) if rule.kind == "isee")
        rule = next((one for one in rules if one.concerns(facts, on) is True), None)
        value = None if rule is None else isee.value(rule, facts, on)
    return amounts.Known(value, on, item.per, item.unit)


def _warnings(facts: Facts, findings: Iterable[Finding]) -> tuple[Warning, ...]:
    said = tuple(dict.fromkeys(Warning(f.code, text) for f in findings for text in f.warnings))
    return (*said, POSSIBLE_B1) if facts.possible_b1 else said


def _not_in_this_call(facts: Facts, ruleset: RuleSet) -> tuple[InterventionFinding, ...]:
    """Requested, but not had by this rule set: said, not silently dropped."""
    out = []
    for code in dict.fromkeys(facts.requested):
        if ruleset.intervention(code) is not None:
            continue
        known = next((item for item in ruleset.not_offered if item.code == code), None)
        reason = Text("Questo avviso non prevede questo sostegno.", "This call does not have this support.")
        label, sources = Text(code, code), ()
        if known is not None:
            label, reason, sources = known.label, known.sentence, known.sources
            if known.instead:
                instead = join([ruleset.intervention(other).label for other in known.instead])
                reason += Text(" Si può chiedere: {instead}.", " It is possible to ask for: {instead}.").fill(
                    instead=instead
                )
        out.append(InterventionFinding(code, label, reason, "not_due", reason, sources))
    return tuple(out)


def _total(verdict: Answer, interventions: tuple[InterventionFinding, ...], ruleset: RuleSet) -> Decimal | None:
    """Euros per month. A yearly support not known leaves the monthly sum known, when it goes with all the rest."""
    if verdict == "not_entitled":
        return NOTHING
    due = [item for item in interventions if item.verdict == "due"]
    for item in interventions:
        if item.verdict == "unknown":
            together = (*(one.code for one in due), item.code)
            if item.is_monthly_money or not ruleset.cumulability.allows(together):
                return None
    if verdict == "unknown":
        return None
    return sum((item.amount for item in due if item.per == "month"), NOTHING)


def _missing(findings: tuple[Finding, ...], interventions: tuple[InterventionFinding, ...]) -> tuple[Missing, ...]:
    decisive = [f for f in findings if f.stage == "application"]
    return _unique(m for item in (*decisive, *interventions) for m in item.missing)


def _unique(missing) -> tuple[Missing, ...]:
    """One entry per field, the first one said."""
    by_field: dict[str, Missing] = {}
    for item in missing:
        by_field.setdefault(item.field, item)
    return tuple(by_field.values())
