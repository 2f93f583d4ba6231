"""The letters that ask the family for documents and remind it of them. Papers are in Italian, plain, and frozen."""

from django.utils import timezone, translation

from accounts.formats import day, day_words
from applications import letter_texts, letter_words
from applications.letter_values import common
from applications.letters import Paper, addressee, in_large_print
from applications.models import Document, LetterKind

# what is missing → how a letter calls it
PAPERS = {
    "certificates": "il verbale della Legge 104 o dell’indennità di accompagnamento",
    "isee": "l’attestazione ISEE",
}


def papers_to_ask(application, *, on):
    """What the evidence of the case lacks on the day ``on``, one Italian line each as the family reads it: proposed to
    whoever asks for documents, who changes it. What INPS still has to decide is not the family's to bring."""
    person, lines = application.person, []
    if not person.certificates.all() and not application.declares_no_certificate:
        lines.append(PAPERS["certificates"])
    newest = next(iter(person.isee_set.all()), None)
    if newest is None:
        lines.append(PAPERS["isee"])
    elif newest.valid_to < on:
        lines.append(f"la nuova attestazione ISEE (quella che abbiamo è scaduta il {day(newest.valid_to)})")
    elif newest.has_omissions:
        lines.append("i documenti che spiegano le omissioni o difformità dell’attestazione ISEE")
    kinds = {one.kind for one in application.documents.all()}
    if application.has_carer and Document.Kind.CONTRACT not in kinds:
        lines.append("il contratto dell’assistente")
    return lines


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
