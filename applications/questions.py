"""Which of the less usual data a rule set asks for: the intake puts only those questions."""

# datum of the facts → questions of the declaration that answer it
LINE, FILED_WITH, OTHERS, PREVIOUS = "line", "filed_with", "other_caregivers", "previous_benefit"
DIRECT_SERVICES, RESPITE = "direct_services", "respite"


def asked_in(ruleset):
    """The names of the data, as in ``eligibility.facts``, that the rules read beside the usual ones."""
    rules = [*ruleset.criteria, *(rule for one in ruleset.interventions for rule in one.conditions)]
    found = set()
    for rule in rules:
        if rule.kind == "line":
            found.add(LINE)
        elif rule.kind == "previous":
            found.add(PREVIOUS)
        elif rule.kind == "project":
            found.add(rule.of)
        elif rule.kind == "caregiver":
            found |= {FILED_WITH} if rule.own_access else set()
            found |= {OTHERS} if rule.one_per_person else set()
    for one in ruleset.interventions:
        for step in one.steps:
            if step.kind == "documented_cost":
                found |= set(step.of)
    return frozenset(found)


def lines_of(ruleset):
    """[(code, Text)] of the lines of the call; empty when it has none."""
    rules = ruleset.criteria
    return [(group.code, group.label) for rule in rules if rule.kind == "line" for group in rule.groups]


def treatments_of(ruleset):
    """{code of a measure: how the call treats it}, in the order of the call; ages are looked at by the rules."""
    rules = ruleset.criteria
    return {one.code: (one, rule) for rule in rules if rule.kind == "measures" for one in rule.measures}
