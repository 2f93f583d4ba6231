"""Change a call that is not published."""

from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._law import locked
from applications.models import Call

FIELDS = (
    "title", "programme", "number_prefix", "rule_set", "act", "act_date", "opens_at", "closes_at",
    "benefit_from", "benefit_to", "review_office", "procedure_days", "documents_days", "reminder_days",
    "late_days", "refusal_notice",
)  # fmt: skip


def edit_call(*, call, by, at, expected_version, **changes):
    """Save ``changes`` (of ``FIELDS``). A call already sent goes back to being written."""
    with locked(call, by=by, verb="edit_call", expected_version=expected_version) as row:
        for name in FIELDS:
            setattr(row, name, changes.get(name, getattr(row, name)))
        if Call.objects.filter(number_prefix=row.number_prefix).exclude(pk=row.pk).exists():
            raise Refused(_("Another call already has these protocol numbers: choose other first letters."))
        if row.closes_at <= row.opens_at:
            raise Refused(_("The call closes before it opens: check the two dates."))
        if row.benefit_to < row.benefit_from:
            raise Refused(_("The benefit period ends before it starts: check the two dates."))
        row.prepared_at, row.prepared_by = at, by
        row.submitted_at = row.submitted_by = None
    return row
