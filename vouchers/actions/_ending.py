"""An award ends because of something that happened: the fact, the last day due and the closing of the case together."""

from datetime import timedelta

from django.db.models import Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.close import close
from applications.letter_tasks import start_by_itself
from applications.models import Application, LetterKind, LifeEvent
from vouchers.knowledge import NOTHING
from vouchers.models import AmountChange
from vouchers.permissions import why_not_case

FUTURE = _("The date is in the future: record it when it has happened.")


def end_on(*, application, verb, by, at, last_day, reason, note=""):
    """Nothing is due after ``last_day``, inside the award; the case is closed. Checks ``verb``. Returns the Award."""
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, verb, at=at)
    if sentence:
        raise Refused(sentence)
    row = case.awards.select_for_update().filter(ended_at__isnull=True).first()
    if not row.starts_on <= last_day <= row.ends_on:
        raise Refused(_("The last day must be inside the award."))
    until = row.ends_on
    row.ends_on, row.end_reason, row.ended_at, row.ended_by = last_day, reason, at, by
    row.save()
    case.interruptions.filter(ends_on__isnull=True).update(
        ends_on=Greatest("starts_on", Value(last_day)), ended_at=at, ended_by=by
    )
    # ``until``: where the award ran to, for who reopens it
    said = {"happened_on": last_day.isoformat(), "reason": row.end_reason, "until": until.isoformat()}
    close(application=case, by=by, at=at, note=note or row.get_end_reason_display(), data=said)
    start_by_itself(application=case, kind=LetterKind.END, by=by, at=at)
    return row


def end_from(
    *, application, verb, kind, end_reason, by, at, happened_on, first_day, note, told_by="", source=""
):
    """Nothing is due from ``first_day`` on. Returns the LifeEvent.

    ``happened_on``: the day of the fact, never in the future. From the first day of the award, or before it: nothing
    of the award was due, and what was paid comes back.
    """
    if happened_on > timezone.localdate(at):
        raise Refused(FUTURE)
    # locked and checked by end_on: looked at here only to know where the award begins
    award = application.awards.filter(ended_at__isnull=True).first()
    from_the_start = award is not None and first_day <= award.starts_on
    last_day = award.starts_on if from_the_start else first_day - timedelta(days=1)
    row = end_on(
        application=application, verb=verb, by=by, at=at, last_day=last_day, reason=end_reason, note=note
    )
    if from_the_start:
        AmountChange.objects.bulk_create(
            AmountChange(
                component=component,
                from_month=row.starts_on.replace(day=1),
                monthly_amount=NOTHING,
                reason=note[:300],
                decided_at=at,
                decided_by=by,
            )
            for component in row.components.all()
        )
    return LifeEvent.objects.create(
        application=application, kind=kind, happened_on=happened_on, recorded_at=at, recorded_by=by,
        told_by=told_by, source=source, note=note,
    )  # fmt: skip
