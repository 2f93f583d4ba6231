"""The letters that ask the family for documents and remind it of them. Papers are in Italian, plain, and frozen."""

from django.utils import timezone, translation

from accounts.formats import day_words
from applications import letter_texts, letter_words
from applications.letter_values import common
from applications.letters import Paper, addressee, in_large_print
from applications.models import LetterKind


def request_letter(request, *, reminder=False):
    """The Paper of a DocumentRequest: what is missing, by when, what happens meanwhile and where to bring it.

    A reminder lists only what has not arrived yet.
    """
    case = request.application
    sent_at = request.reminded_at if reminder else request.asked_at
    items = [item.label for item in request.items.all() if not (reminder and item.arrived_on)]
    title = "Aspettiamo ancora alcuni documenti" if reminder else "Ci servono alcuni documenti"
    name = "sollecito" if reminder else "richiesta-documenti"
    to = addressee(case.person, on=timezone.localdate(sent_at))
    with translation.override("it"):
        values = common(case, to) | {"scadenza": day_words(request.due_on, "long")}
    words = letter_texts.in_force(case.plan_office, LetterKind.DOCUMENTS)
    return Paper(
        template="letters/document_request.html",
        title=title,
        name=f"{name}-{case.ref}.pdf",
        kind="document_request",
        context={
            "office": case.municipality,
            "paper": {"name": "Sollecito" if reminder else "Richiesta di documenti", "number": case.ref},
            "protocol": {"number": case.ref, "on": sent_at},
            "case": case,
            "person": case.person,
            "to": to,
            "large_print": in_large_print(case.person),
            "words": words,
            "sections": {
                code: letter_words.blocks(letter_words.fill(text, values, many=to.is_plural))
                for code, text in words.sections.items()
            },
            "request": request,
            "items": items,
            "reminder": reminder,
            "signatures": [
                {
                    "role": (request.reminded_by if reminder else request.asked_by).role_label,
                    "name": (request.reminded_by if reminder else request.asked_by).full_name,
                    "digital": False,
                }
            ],
        },
    )
