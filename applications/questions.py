"""Which of the less usual data a rule set asks for: the intake puts only those questions."""

from dataclasses import dataclass

from eligibility.text import Text

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


@dataclass(frozen=True)
class Own:
    """A question or a figure that only this call has. ``answers``: {code: words}; empty for a figure.

    ``sentence``: the plain words of the first rule that asks it; ``sources``: where it is written.
    """

    code: str
    asked: Text
    sentence: Text
    sources: tuple
    answers: dict

    @property
    def is_figure(self):
        return not self.answers


def own_of(ruleset):
    """[Own]: what the call asks that no other does, in the order of its rules, each once."""
    rules = [*ruleset.criteria, *(rule for one in ruleset.interventions for rule in one.conditions)]
    found = {}
    for rule in rules:
        if rule.kind == "question":
            known = found.setdefault(
                ("reply", rule.of), Own(rule.of, rule.datum, rule.sentence, rule.sources, {})
            )
            known.answers.update(
                {one.code: one.label for one in rule.answers if one.code not in known.answers}
            )
        elif rule.kind == "quantity" and rule.figure:
            found.setdefault(
                ("figure", rule.figure),
                Own(rule.figure, rule.figure_label, rule.sentence, rule.sources, {}),
            )
    for step in (step for one in ruleset.interventions for step in one.steps if step.kind == "table"):
        for axis in step.axes:
            if axis.figure:
                sources = (step.source,) if step.source else ()
                found.setdefault(
                    ("figure", axis.figure), Own(axis.figure, axis.figure_label, step.sentence, sources, {})
                )
    return list(found.values())


def datum_of(rule):
    """The datum a requirement of the call's own is about (``replies.need``, ``figures.barthel``); None for others."""
    if rule.kind == "question":
        return f"replies.{rule.of}"
    return f"figures.{rule.figure}" if rule.kind == "quantity" and rule.figure else None
