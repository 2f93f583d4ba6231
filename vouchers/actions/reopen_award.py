"""The award was ended by mistake: it goes on as if it had not been."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.reopen_closed import reopen_closed
from applications.models import Application
from vouchers.actions._charging import held_to_the_lines
from vouchers.models import AmountChange
from vouchers.permissions import last_ended, until_before, why_not_case


@transaction.atomic
def reopen_award(*, application, by, at, reason):
    """Closed → being paid until the day the award ran to before. Returns the Award.

    Never by who ended it once money was booked for it, nor when the line of the budget gave the money to others
    meanwhile. The months kept back are paid with the next list; a suspension that went on when it ended is registered
    again by whoever knows that it still holds.
    """
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "reopen_award", at=at)
    if sentence:
        raise Refused(sentence)
    row = last_ended(case)
    with held_to_the_lines(case.call):
        _goes_on(case, row, reason=reason, by=by, at=at)
    return row


def _goes_on(case, row, *, reason, by, at):
    """The award, its amounts and the facts that had ended it, as they were."""
    ended_at, until = row.ended_at, until_before(case, row)
    row.ends_on, row.end_reason, row.ended_at, row.ended_by = until, "", None, None
    try:
        with transaction.atomic():
            row.save()
            said = {"after": f"{row.starts_on:%d/%m/%Y} – {until:%d/%m/%Y}"}
            reopen_closed(application=case, by=by, at=at, note=reason, data=said)
    except IntegrityError as error:
        raise Refused(
            _("Meanwhile the person has another open case in this call, or another award: close it first.")
        ) from error
    _amounts_again(row, ended_at=ended_at, reason=reason, by=by, at=at)
    case.life_events.filter(
        kind__in=("placement", "renounce", "forfeiture"), undone_at__isnull=True, recorded_at=ended_at
    ).exclude(recorded_by=by).update(undone_at=at, undone_by=by, undone_reason=reason)


def _amounts_again(row, *, ended_at, reason, by, at):
    """What the end had brought to nothing from the first day is worth again what it was."""
    for one in AmountChange.objects.filter(component__award=row, decided_at=ended_at, monthly_amount=0):
        before = one.component.changes.filter(pk__lt=one.pk).order_by("-pk").first()
        AmountChange.objects.create(
            component=one.component, from_month=one.from_month,
            monthly_amount=before.monthly_amount if before else one.component.monthly_amount,
            reason=reason[:300], decided_at=at, decided_by=by,
        )  # fmt: skip
