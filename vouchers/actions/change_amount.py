"""Decide the monthly amount again, from a month on."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.actions.redetermine import redetermine
from applications.letter_tasks import start_by_itself
from applications.life import changes_to_decide
from applications.models import Application, LetterKind, LifeEvent
from vouchers import new_amount
from vouchers.actions._charging import charge, held_to_the_lines
from vouchers.models import AmountChange, AwardComponent
from vouchers.permissions import why_not_case


@transaction.atomic
def change_amount(*, application, by, at, from_month, reason):
    """A new determination and, for each support that changes, a new amount from ``from_month`` (a first day) on.

    Never by who recorded the change it answers, and never more than the lines of the budget have left. Months already
    paid become arrears or recoveries by themselves.
    Returns the Determination, or None when the amount stays and only the recorded changes are answered.
    """
    case = Application.objects.lock(application.pk)
    sentence = why_not_case(by, case, "change_amount", at=at)
    if sentence:
        raise Refused(sentence)
    award = case.awards.filter(ended_at__isnull=True).first()
    if not award.starts_on.replace(day=1) <= from_month <= award.ends_on:
        raise Refused(_("The month must be inside the award."))
    _outcome, rows = new_amount.rows(case, award, from_month)
    if not rows:
        raise Refused(_("The calculation is not complete: some data are missing."))
    changed = [row for row in rows if row.differs]
    pending = changes_to_decide(case)
    if not changed and not pending.exists():
        raise Refused(_("By the rules of the call the amount stays as it is: there is nothing to decide."))
    made = None
    if changed:
        made = redetermine(application=case, on=new_amount.day_of(award, from_month), by=by, at=at)
    with held_to_the_lines(case.call):
        _changes(case, award, changed, made, from_month=from_month, reason=reason, by=by, at=at)
    outcome = LifeEvent.Outcome.CHANGED if changed else LifeEvent.Outcome.UNCHANGED
    if changed:
        start_by_itself(application=case, kind=LetterKind.AMOUNT_CHANGE, by=by, at=at)
    pending.update(outcome=outcome, decided_note=reason, decided_at=at, decided_by=by)
    return made


def _changes(case, award, changed, made, *, from_month, reason, by, at):
    """The new amounts; a support that was not awarded so far is charged to its line."""
    new = []
    for row in changed:
        component = row.component
        if component is None:
            component = AwardComponent.objects.create(
                award=award, code=row.code, label=row.label, monthly_amount=row.after
            )
            new.append(component)
            # a support that was not there before: nothing of it is due for the months before
            _change(component, award.starts_on.replace(day=1), new_amount.NOTHING, made, reason, by, at)
        _change(component, from_month, row.after, made, reason, by, at)
    if new:
        charge(components=new, determination=made, call=case.call, by=by, at=at)


def _change(component, month, amount, determination, reason, by, at):
    AmountChange.objects.create(
        component=component, from_month=month, monthly_amount=amount, determination=determination,
        reason=reason[:300], decided_at=at, decided_by=by,
    )  # fmt: skip
