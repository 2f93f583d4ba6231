"""The award ends before its last day."""

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.close import close
from applications.models import Application
from vouchers.permissions import why_not_case


@transaction.atomic
def end_award(*, application, by, at, last_day, reason, note=""):
    """Being paid or suspended → closed. Nothing is due after ``last_day``; months before it still are."""
    case = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    sentence = why_not_case(by, case, "end_award", at=at)
    if sentence:
        raise Refused(sentence)
    row = case.awards.select_for_update().filter(ended_at__isnull=True).first()
    if not row.starts_on <= last_day <= row.ends_on:
        raise Refused(_("The last day must be inside the award."))
    row.ends_on, row.end_reason, row.ended_at, row.ended_by = last_day, reason, at, by
    row.save()
    case.interruptions.filter(ends_on__isnull=True).update(
        ends_on=Greatest("starts_on", Value(last_day)), ended_at=at, ended_by=by
    )
    said = {"happened_on": last_day.isoformat(), "reason": row.end_reason}
    close(application=case, by=by, at=at, note=note or row.get_end_reason_display(), data=said)
    return row
