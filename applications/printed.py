"""Papers that are no letter to a family and carry a code too: who finds them, for whoever holds a printed copy."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.links import case_url
from applications.models import CaseFile, PlanPaper
from papers.models import StoredFile


@dataclass(frozen=True)
class Printed:
    """A paper with the code that was looked for. ``subject_id`` and ``reference``: whose data it has, None for none."""

    title: str
    about: str
    url: str
    stored: StoredFile
    issued_at: datetime
    issued_by: str
    subject_id: int | None = None
    reference: str = ""


_finders = []


def finder(function):
    """Register ``function(user, code) -> [Printed]``: the papers of one package, only those of the person's scope."""
    if function not in _finders:
        _finders.append(function)
    return function


def found(*, user, code):
    """Every paper of the scope of ``user`` with that code. One query for each package."""
    return [one for function in _finders for one in function(user, code)]


@finder
def case_files(user, code):
    """The printed case files."""
    rows = CaseFile.objects.visible_to(user).filter(stored__printed_code=code)
    return [
        Printed(
            title=_("Printed case file"),
            about=f"{row.application.ref}, {row.application.person.full_name}",
            url=case_url(row.application, "documenti"),
            stored=row.stored,
            issued_at=row.asked_at,
            issued_by=row.asked_by.full_name,
            subject_id=row.application.person_id,
            reference=row.application.ref,
        )
        for row in rows.select_related("stored", "application__person", "asked_by")
    ]


@finder
def plans(user, code):
    """The papers of approved plans, for who may read a plan."""
    if not user.may("case.health.read"):
        return []
    rows = PlanPaper.objects.visible_to(user).filter(stored__printed_code=code)
    return [
        Printed(
            title=_("Individual Plan, version %(n)s") % {"n": row.plan.version},
            about=f"{row.plan.application.ref}, {row.plan.application.person.full_name}",
            url=reverse("applications:plan_version", args=[row.plan.application.ref, row.plan.version]),
            stored=row.stored,
            issued_at=row.plan.approved_at,
            issued_by=row.plan.approved_by.full_name,
            subject_id=row.plan.application.person_id,
            reference=row.plan.application.ref,
        )
        for row in rows.select_related("stored", "plan__application__person", "plan__approved_by")
    ]
