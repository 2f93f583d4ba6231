"""The kinds of criterion, one per file. A kind is a `Rule` (its parameters), `evaluate` and `variations`.

`evaluate(rule, facts, on) -> Finding` answers met, not met or unknown. `variations(rule, facts, on)` gives the facts
with one datum changed to the nearest value that could change the answer.
"""

from datetime import date

from eligibility.criteria import (
    age,
    at_home,
    caregiver,
    carer,
    certificates,
    household,
    isee,
    limitation,
    line,
    measures,
    permit,
    plan,
    previous,
    project,
    quantity,
    question,
    residence,
    rule,
    severity,
    shared,
)
from eligibility.facts import Facts
from eligibility.outcome import Finding, Missing

__all__ = ["KINDS", "Criterion", "evaluate", "rule"]

Criterion = (
    age.Rule
    | at_home.Rule
    | caregiver.Rule
    | carer.Rule
    | certificates.Rule
    | household.Rule
    | isee.Rule
    | limitation.Rule
    | line.Rule
    | measures.Rule
    | permit.Rule
    | plan.Rule
    | previous.Rule
    | project.Rule
    | quantity.Rule
    | question.Rule
    | residence.Rule
    | severity.Rule
)

KINDS = {
    "age": age,
    "at_home": at_home,
    "caregiver": caregiver,
    "carer": carer,
    "certificates": certificates,
    "household": household,
    "isee": isee,
    "limitation": limitation,
    "line": line,
    "measures": measures,
    "permit": permit,
    "plan": plan,
    "previous": previous,
    "project": project,
    "quantity": quantity,
    "question": question,
    "residence": residence,
    "severity": severity,
}


def evaluate(criterion: Criterion, facts: Facts, on: date) -> Finding | None:
    """The finding on the day the rule is judged on; None when the rule does not concern this person."""
    day = on if not criterion.holds_at else criterion.day(facts, on)
    if not criterion.for_everybody:
        concerned = criterion.concerns(facts, day)
        if concerned is False:
            return None
        if isinstance(concerned, Missing):
            return criterion.not_said(concerned)
    return shared.finding(KINDS[criterion.kind].evaluate, criterion, facts, day)
