"""An outcome in words for a terminal, in the order of the page "Why this amount"."""

import textwrap
from collections.abc import Iterator

from eligibility.counterfactual import Change
from eligibility.outcome import Finding, InterventionFinding, Outcome
from eligibility.text import Source, Text, counted, day, euro

WIDTH = 100
ANSWERS = {
    "entitled": Text("Ha diritto alla misura", "Entitled to the measure"),
    "not_entitled": Text("Non ha diritto alla misura", "Not entitled to the measure"),
    "unknown": Text("Non si può ancora dire", "Not known yet"),
}
MARKS = {
    "met": Text("sì", "yes"),
    "due": Text("sì", "yes"),
    "not_met": Text("no", "no"),
    "not_due": Text("no", "no"),
    "unknown": Text("?", "?"),
}
PER = {
    "month": Text("al mese", "a month"),
    "year": Text("all’anno", "a year"),
    "project": Text("per il progetto", "for the project"),
}
RULES = Text("Regole", "Rules")
ON = Text("al", "on")
IN_SHORT = Text("In breve", "In short")
CRITERIA = Text("1. Requisiti: {met} su {total}", "1. Requirements: {met} of {total}")
SUPPORTS = Text("2. Sostegni: spettano {due} su {total}", "2. Supports: {due} due of {total}")
HOW_MUCH = Text("3. Quanto", "3. How much")
REQUIRED = Text("richiesto", "required")
FOUND = Text("risulta", "found")
WHY = Text("perché", "why")
SOURCE = Text("fonte", "source")
TOTAL = Text("Totale", "Total")
EXPECTED = Text("Totale previsto se il diritto è confermato", "Total expected if the right is confirmed")
MISSING = Text("Mancano", "Missing")
RESERVE = Text("Con riserva", "With reserve")
UNTIL = Text("entro il {when}", "until {when}")
WARNINGS = Text("Da guardare", "To look at")
CHANGES = Text("Che cosa cambierebbe il risultato", "What would change the result")
NO_CHANGE = Text("Nessun dato, da solo, lo cambierebbe.", "No single datum would change it.")
NOT_DUE = Text("non spetta", "not due")
NOT_KNOWN = Text("importo non ancora noto", "amount not known yet")


def explained(name: str, outcome: Outcome, changes: tuple[Change, ...] | None, lang: str) -> str:
    """The whole answer on one case. `changes` None = they were not asked for."""
    return "\n".join(_lines(name, outcome, changes, lang))


def _lines(name: str, outcome: Outcome, changes: tuple[Change, ...] | None, lang: str) -> Iterator[str]:
    yield name
    rules = f"{outcome.ruleset_name} ({outcome.ruleset_hash[:8]})"
    line = f", {outcome.line_label.said(lang)}" if outcome.line_label else ""
    yield f"{RULES.said(lang)} {rules}, {ON.said(lang)} {day(outcome.on).said(lang)}{line}"
    yield f"{ANSWERS[outcome.verdict].said(lang)}. {_sums(outcome, lang)}"
    yield from ("", IN_SHORT.said(lang))
    yield from _wrap(outcome.sentence.said(lang), 2)
    yield from ("", CRITERIA.fill(met=str(outcome.met_count), total=str(len(outcome.criteria))).said(lang))
    for finding in outcome.criteria:
        yield from _criterion(finding, lang)
    due, all_of_them = str(len(outcome.due)), str(len(outcome.interventions))
    yield from ("", SUPPORTS.fill(due=due, total=all_of_them).said(lang))
    for item in outcome.interventions:
        yield from _support(item, lang)
    if outcome.due:
        yield from ("", HOW_MUCH.said(lang))
        for item in outcome.due:
            yield from _steps(item, lang)
        yield f"  {_sums(outcome, lang)}"
    yield from _listed(MISSING, [f"{one.label.said(lang)} ({one.field})" for one in outcome.missing], lang)
    reserve = [
        one.reason.said(lang) + (f" ({UNTIL.fill(when=day(one.until)).said(lang)})" if one.until else "")
        for one in outcome.reserve
    ]
    yield from _listed(RESERVE, reserve, lang)
    yield from _listed(WARNINGS, [one.text.said(lang) for one in outcome.warnings], lang)
    if changes is not None:
        said = [f"{change.label.said(lang)}: {_after(change, lang)}" for change in changes]
        yield from _listed(CHANGES, said or [NO_CHANGE.said(lang)], lang)


def _sums(outcome: Outcome, lang: str) -> str:
    parts = []
    if outcome.verdict == "unknown" and outcome.due:
        label, monthly = EXPECTED, outcome.expected_total
    else:
        label, monthly = TOTAL, outcome.monthly_total
    parts.append(NOT_KNOWN.said(lang) if monthly is None else _euro_per(monthly, "month", lang))
    for amount, per in ((outcome.yearly_total, "year"), (outcome.project_total, "project")):
        if amount:
            parts.append(_euro_per(amount, per, lang))
    parts += [
        f"{item.label.said(lang)}, {item.given.said(lang)}"
        for item in outcome.due
        if item.quantity is not None
    ]
    return f"{label.said(lang)}: {' + '.join(parts)}"


def _criterion(finding: Finding, lang: str) -> Iterator[str]:
    yield from _wrap(f"[{MARKS[finding.verdict].said(lang)}] {finding.label.said(lang)}", 2)
    yield from _wrap(f"{REQUIRED.said(lang)}: {finding.required.said(lang)}", 6)
    yield from _wrap(f"{FOUND.said(lang)}: {finding.found.said(lang)}", 6)
    if finding.verdict != "met":
        yield from _wrap(f"{WHY.said(lang)}: {finding.reason.said(lang)}", 6)
    yield from _sources(finding.sources, 6, lang)


def _support(item: InterventionFinding, lang: str) -> Iterator[str]:
    amount = f": {item.given.said(lang)}" if item.verdict == "due" else ""
    yield from _wrap(f"[{MARKS[item.verdict].said(lang)}] {item.label.said(lang)}{amount}", 2)
    yield from _wrap(item.reason.said(lang), 6)
    yield from _sources(item.sources, 6, lang)


def _steps(item: InterventionFinding, lang: str) -> Iterator[str]:
    yield from _wrap(item.label.said(lang), 2)
    for step in item.steps:
        datum = step.datum.said(lang)
        said = f"{step.label.said(lang)}{f' ({datum})' if datum else ''}: {step.result.said(lang)}"
        yield from _wrap(f"{said} → {counted(step.amount, item.unit).said(lang)}", 4)
        yield from _sources((step.source,) if step.source else (), 6, lang)


def _sources(sources: tuple[Source, ...], indent: int, lang: str) -> Iterator[str]:
    if sources:
        yield from _wrap(f"{SOURCE.said(lang)}: {'; '.join(one.citation for one in sources)}", indent)


def _listed(heading: Text, items: list[str], lang: str) -> Iterator[str]:
    if items:
        yield from ("", heading.said(lang))
        for item in items:
            yield from _wrap(f"- {item}", 2)


def _after(change: Change, lang: str) -> str:
    if change.verdict == "not_entitled":
        return NOT_DUE.said(lang)
    if change.monthly_total is None:
        said = NOT_KNOWN.said(lang)
    else:
        said = _euro_per(change.monthly_total, "month", lang)
        if change.difference:
            plus = "+" if change.difference > 0 else ""
            said += f" ({plus}{euro(change.difference).said(lang)})"
    for amount, per in ((change.yearly_total, "year"), (change.project_total, "project")):
        if amount:
            said += f" + {_euro_per(amount, per, lang)}"
    return said


def _euro_per(amount, per: str, lang: str) -> str:
    return f"{euro(amount).said(lang)} {PER[per].said(lang)}"


def _wrap(text: str, indent: int) -> list[str]:
    hang = " " * (indent + 2)
    return textwrap.wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=hang) or [""]
