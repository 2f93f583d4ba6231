"""The text "In short": two or three sentences to read to a family on the phone. {name} stands for the person."""

from __future__ import annotations

from typing import Any

from eligibility.outcome import PERIODS, Answer, Finding, InterventionFinding
from eligibility.text import Text, euro, join, number

_NAME = Text("{name}", "{name}")  # stays a placeholder: Outcome.sentence_for fills it in
ENTITLED = Text("{name} ha i requisiti della misura.", "{name} meets the requirements of the measure.")
NOT_ENTITLED = Text("{name} oggi non ha diritto alla misura.", "{name} is not entitled to the measure today.")
NOTHING_DUE = Text("Nessuno dei sostegni chiesti spetta.", "None of the supports asked for is due.")


def in_short(verdict: Answer, findings: tuple[Finding, ...], interventions: tuple[InterventionFinding, ...]) -> Text:
    """The text, put together when somebody reads it."""
    made: list[Text] = []

    def say(language: str) -> str:
        if not made:
            made.append(_in_short(verdict, findings, interventions))
        return made[0].said(language)

    return Text.later(say)


def _in_short(verdict: Answer, findings: tuple[Finding, ...], interventions: tuple[InterventionFinding, ...]) -> Text:
    decisive = [f for f in findings if f.stage == "application"]
    if verdict == "not_entitled":
        said = [NOT_ENTITLED]
        said += [f.reason for f in decisive if f.verdict == "not_met"]
    elif verdict == "unknown":
        missing = {m.field: m.label for f in decisive for m in f.missing}
        said = [_say("{name} può avere diritto, ma {gap}.", "{name} may be entitled, but {gap}.", gap=_gap(missing))]
    else:
        said = [ENTITLED]
        said += _what_is_due(interventions)
        said += [one.reason for f in findings for one in f.reserve]
        said += [f.reason for f in findings if f.stage == "award" and f.verdict != "met"]
    return Text.later(lambda language: " ".join(sentence.said(language) for sentence in said))


def _what_is_due(interventions: tuple[InterventionFinding, ...]) -> list[Text]:
    due = [item for item in interventions if item.verdict == "due"]
    missing = {m.field: m.label for item in interventions for m in item.missing}
    said = []
    if len(due) == 1:
        said.append(_say("Spetta: {label}, {total}.", "Due: {label}, {total}.", label=due[0].label, total=due[0].given))
    elif due:
        said.append(_say("Spettano: {labels}.", "Due: {labels}.", labels=join([item.label for item in due])))
        money = [item for item in due if item.unit == "euro"]
        said += [sentence for per in PERIODS if (sentence := _in_all([i for i in money if i.per == per]))]
        said += [
            _say("{label}: {given}.", "{label}: {given}.", label=item.label, given=item.given)
            for item in due
            if item.unit != "euro"
        ]
    elif not missing:
        said.append(NOTHING_DUE)
    if missing:
        said.append(_say("Per l’importo {gap}.", "For the amount, {gap}.", gap=_gap(missing)))
    return said


def _in_all(items: list[InterventionFinding]) -> Text | None:
    """In tutto 400,00 + 400,00 = 800,00 € al mese; without a sum where one support is alone in its period."""
    if not items:
        return None
    total = PERIODS[items[0].per].fill(sum=euro(sum(item.amount for item in items)))
    if len(items) == 1:
        return _say("In tutto {total}.", "In all {total}.", total=total)
    figures = _sum([number(item.amount) for item in items])
    return _say("In tutto {figures} = {total}.", "In all {figures} = {total}.", figures=figures, total=total)


def _sum(figures: list[Text]) -> Text:
    return Text.later(lambda language: " + ".join(figure.said(language) for figure in figures))


def _gap(missing: dict[str, Text]) -> Text:
    """mancano 2 dati: la residenza e un ISEE sociosanitario valido."""
    data = join(list(missing.values()))
    if len(missing) == 1:
        return _say("manca 1 dato: {data}", "1 piece of information is missing: {data}", data=data)
    return _say("mancano {n} dati: {data}", "{n} pieces of information are missing: {data}", n=len(missing), data=data)


def _say(italian: str, english: str, **values: Any) -> Text:
    return Text(italian, english).fill(name=_NAME, **values)
