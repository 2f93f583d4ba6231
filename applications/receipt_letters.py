"""The receipt of an application: its number, its day, what may still arrive. In Italian, as every paper of a case."""

from django.utils import timezone, translation

from accounts.formats import day_words
from applications import letter_texts, letter_words
from applications.letter_values import common
from applications.letters import Paper, addressee, in_large_print
from applications.models import LetterKind


def receipt(case, *, later, due_on):
    """The Paper that says the application arrived, in the words of the office. ``later``: the documents that may still
    come, by ``due_on``; what INPS has still to recognise is read from the evidence."""
    to = addressee(case.person, on=timezone.localdate(case.submitted_at))
    words = letter_texts.in_force(case.plan_office, LetterKind.RECEIPT)
    with translation.override("it"):
        values = common(case, to) | {"ricevuta_il": day_words(case.submitted_at, "long")}
        awaited = [one.get_kind_display() for one in case.person.certificates.all() if one.pending]
    return Paper(
        template="letters/receipt.html",
        title="Abbiamo ricevuto la domanda",
        name=f"ricevuta-{case.ref}.pdf",
        kind="receipt",
        context={
            "office": case.plan_office,
            "paper": {"name": "Ricevuta", "number": case.ref, "version": ""},
            "protocol": {"number": case.ref, "on": case.submitted_at},
            "case": case,
            "person": case.person,
            "to": to,
            "large_print": in_large_print(case.person),
            "words": words,
            "sections": letter_words.filled(words, values, many=to.is_plural),
            "later": later,
            "awaited": awaited,
            "due_on": due_on,
        },
    )
