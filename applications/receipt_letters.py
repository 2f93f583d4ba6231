"""The receipt of an application: its number, its day, what may still arrive. In Italian, as every paper of a case."""

from django.utils import timezone

from applications.letters import Paper, addressee


def receipt(case, *, later, due_on):
    """The Paper that says the application arrived. ``later``: the documents that may still come, by ``due_on``."""
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
            "to": addressee(case.person, on=timezone.localdate(case.submitted_at)),
            "later": later,
            "due_on": due_on,
        },
    )
