"""Set what a call asks of assessments."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications import law_permissions, scales
from applications.models import AssessmentTerms, Call

FIELDS = ("scales", "valid_months", "sign_again", "reminder_days", "escalation_days")


@transaction.atomic
def edit_assessment_terms(*, call, by, at, **changes):
    """Save ``changes`` (of ``FIELDS``). Assessments already begun keep the scales they were made with."""
    if not by.may("call.write"):
        raise Refused(law_permissions.NOT_WRITER)
    Call.objects.select_for_update().get(pk=call.pk)
    row = AssessmentTerms.objects.filter(call=call).first() or AssessmentTerms(call=call)
    for name in FIELDS:
        setattr(row, name, changes.get(name, getattr(row, name)))
    if not row.scales or set(row.scales) - set(scales.newest()):
        raise Refused(_("Choose at least one scale of the list."))
    if row.escalation_days < row.reminder_days:
        raise Refused(_("The managers step in after the reminder, not before."))
    row.written_at, row.written_by = at, by
    row.save()
    return row
