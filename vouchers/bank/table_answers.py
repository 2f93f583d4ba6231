"""The answer of a treasurer who sends a table (CSV or XLSX): one row for each payment."""

from django import forms
from django.utils.translation import gettext as _

from accounts.fields import ItalianDateField, ItalianMoneyField
from papers.tables import Table
from vouchers.bank.answers import Answer, NotAnAnswer, Outcome, Row

COLUMNS = {
    "id": ("end_to_end_id", "endtoendid", "end-to-end id", "id end to end", "identificativo", "riferimento", "id"),
    "outcome": ("esito", "stato", "outcome", "status"),
    "on": ("data", "data esito", "date"),
    "amount": ("importo", "amount"),
    "words": ("motivo", "causale", "reason"),
}  # fmt: skip
OUTCOMES = {
    Outcome.PAID: ("pagato", "pagata", "eseguito", "eseguita", "regolato", "paid", "ok"),
    Outcome.RETURNED: (
        "tornato indietro", "tornato", "restituito", "restituita", "rientrato", "stornato", "stornata", "returned",
    ),
    Outcome.REJECTED: ("respinto", "respinta", "rifiutato", "rifiutata", "scartato", "scartata", "rejected"),
    Outcome.WAITING: ("in attesa", "in lavorazione", "waiting"),
}  # fmt: skip
_BY_WORD = {word: outcome for outcome, words in OUTCOMES.items() for word in words}


def read(table: Table) -> Answer:
    """The Answer in a table already read as texts. Raises ``NotAnAnswer`` when a column is missing."""
    heads = [" ".join(head.lower().split()) for head in table.headers]
    places = {
        key: next((heads.index(one) for one in names if one in heads), None) for key, names in COLUMNS.items()
    }
    if places["id"] is None or places["outcome"] is None:
        raise NotAnAnswer(
            _(
                "The table needs the columns “end_to_end_id” and “esito”; it may have “data”, “importo”, “motivo”."
            )
        )
    answer = Answer("csv", [], [])
    for line, cells, _formulas in table.rows:
        values = {key: cells[place].strip() if place is not None else "" for key, place in places.items()}
        _one(line, values, answer)
    return answer


def _one(line, values, answer):
    outcome = _BY_WORD.get(" ".join(values["outcome"].lower().split()))
    found = {}
    for name, field in (
        ("on", ItalianDateField(required=False)),
        ("amount", ItalianMoneyField(required=False)),
    ):
        try:
            found[name] = field.clean(values[name])
        except forms.ValidationError as error:
            answer.problems.append((line, " ".join(error.messages)))
    if not values["id"]:
        answer.problems.append((line, _("The payment has no end-to-end id.")))
    if outcome is None:
        answer.problems.append(
            (
                line,
                _("“%(value)s” is not an outcome: write pagato, respinto or tornato indietro.")
                % {"value": values["outcome"][:30]},
            )
        )
    elif values["id"] and len(found) == 2:
        answer.rows.append(Row(line, outcome, values["id"], words=values["words"][:200], **found))
