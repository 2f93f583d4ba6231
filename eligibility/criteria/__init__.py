"""The kinds of criterion, one per file. A kind is a `Rule` (its parameters), `evaluate` and `variations`.

`evaluate(rule, facts, on) -> Finding` answers met, not met or unknown. `variations(rule, facts, on)` gives the facts
with one datum changed to the nearest value that could change the answer.
"""

from eligibility.criteria import age, at_home, caregiver, carer, isee, limitation, plan, project, residence, severity

Criterion = (
    age.Rule
    | at_home.Rule
    | caregiver.Rule
    | carer.Rule
    | isee.Rule
    | limitation.Rule
    | plan.Rule
    | project.Rule
    | residence.Rule
    | severity.Rule
)

KINDS = {
    "age": age,
    "at_home": at_home,
    "caregiver": caregiver,
    "carer": carer,
    "isee": isee,
    "limitation": limitation,
    "plan": plan,
    "project": project,
    "residence": residence,
    "severity": severity,
}
