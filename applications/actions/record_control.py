"""Write how the control of a case drawn by lot ended."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import SampleControl
from applications.permissions import may_control


@transaction.atomic
def record_control(*, control, by, at, outcome, source, note=""):
    """Once: a control that was recorded stays. The outcome is also a fact of the case."""
    sentence = may_control(by)
    if sentence:
        raise Refused(sentence)
    row = (
        SampleControl.objects.select_for_update(of=("self",)).select_related("application").get(pk=control.pk)
    )
    if row.outcome:
        raise Refused(_("This control is already recorded."))
    if not source.strip():
        raise Refused(_("Write where it was checked: registry, INPS, the paper seen."))
    row.outcome, row.source, row.note = outcome, source.strip(), note.strip()
    row.recorded_at, row.recorded_by = at, by
    row.save()
    words = f"{row.get_outcome_display()}. {row.source}"
    record(
        application=row.application,
        verb="record_control",
        by=by,
        at=at,
        note=words,
        data={"control": row.pk, "outcome": outcome},
    )
    return row
