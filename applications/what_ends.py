"""The evidence that ends while a case is paid and its next step hides: each is a row of its own in the queue."""

from django.db.models import Case, DateField, Q, When

from applications.steps import BY_CODE

# an open assessment comes before the evidence, and of the evidence one comes before the other
_HIDING = {"answer_disagreement", "reassess", "renew_assessment", "escalate_reassess", "remind_reassess"}
_HIDDEN = ("chase_isee", "renew_isee", "renew_certificate", "renew_contract")
BESIDE = tuple(f"{code}_due" for code in _HIDDEN)


def with_what_ends(rows, *, on):
    """The rows of ``steps.with_next_step`` with the columns ``BESIDE``: the day of each evidence that ends, or null."""
    return rows.annotate(**{f"{code}_due": _due(BY_CODE[code], on) for code in _HIDDEN})


def _due(step, on):
    ends = Q(status__in=[one.value for one in step.statuses]) & step.where(on)
    return Case(When(ends, then=step.due), default=None, output_field=DateField())


def beside(step, days):
    """[(code, day)] of the evidence that the next step ``step`` hides; ``days``: the columns ``BESIDE``."""
    hides = step in _HIDING or step in _HIDDEN
    return [(code, day) for code, day in zip(_HIDDEN, days, strict=True) if hides and day and code != step]
