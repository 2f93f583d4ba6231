"""The cases of the database that a command names. Only these functions of the command line open a connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import DatabaseError

from accounts.models import Office
from applications import facts
from applications.models import Application, Determination
from b2portal.cli.inputs import BadInput
from eligibility.facts import Facts


@contextmanager
def answering():
    """A database that does not answer is bad input, said in one sentence."""
    try:
        yield
    except DatabaseError as problem:
        said = str(problem).strip().splitlines()[0]
        raise BadInput(f"The database does not answer: {said}") from None


def facts_of(ref: str, *, on: date) -> Facts:
    """What the rules may know of the case with this protocol number (or draft code) on a day."""
    with answering():
        case = _cases().by_ref(ref).first()
        if case is None:
            raise BadInput(f'"{ref}" is neither a file nor the number of a case.')
        return _facts(case, on)


def presented(ambito: str, *, on: date) -> Iterator[tuple[str, Facts]]:
    """(number, facts) of every application presented in an Ambito; memory does not grow with their number."""
    with answering():
        rows = _cases().filter(plan_office=plan_office(ambito), submitted_at__isnull=False).order_by("pk")
        for case in rows.iterator(chunk_size=facts.CHUNK):
            yield case.ref, _facts(case, on)


def determinations(ambito: str | None):
    rows = Determination.objects.all()
    return rows.filter(application__plan_office=plan_office(ambito)) if ambito else rows


def plan_office(code: str) -> Office:
    offices = Office.objects.filter(kind=Office.Kind.PLAN_OFFICE)
    found = offices.filter(code=code).first()
    if found is None:
        known = ", ".join(offices.order_by("code").values_list("code", flat=True)) or "none"
        raise BadInput(f'"{code}" is not the code of an Ambito; allowed: {known}.')
    return found


def _facts(case: Application, on: date) -> Facts:
    try:
        return facts.of(case, on=on)
    except ValueError as problem:
        raise BadInput(f"Stopped at {case.ref}: its data contradict each other ({problem}).") from problem


def _cases():
    return facts.with_evidence(Application.objects.all())
