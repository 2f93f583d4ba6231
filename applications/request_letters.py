"""The letters that ask the family for documents and remind it of them. Papers are in Italian, plain, and frozen."""

from django.utils import timezone

from applications.letters import Paper, addressee


def request_letter(request, *, reminder=False):
    """The Paper of a DocumentRequest: what is missing, by when, what happens meanwhile and where to bring it.

    A reminder lists only what has not arrived yet.
    """
    case = request.application
    sent_at = request.reminded_at if reminder else request.asked_at
    items = [item.label for item in request.items.all() if not (reminder and item.arrived_on)]
    title = "Aspettiamo ancora alcuni documenti" if reminder else "Ci servono alcuni documenti"
    name = "sollecito" if reminder else "richiesta-documenti"
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
            "to": addressee(case.person, on=timezone.localdate(sent_at)),
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
