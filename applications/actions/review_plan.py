"""Write down a review of the approved plan, or that it was put off."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from applications.actions._transition import record
from applications.models import Application, PlanReview
from applications.plan_permissions import approved, why_not_review


@transaction.atomic
def review_plan(*, application, by, at, plan, outcome, held_on=None, note="", next_on=None):
    """Add the review to the version ``plan`` (its primary key); ``next_on`` becomes the next task of the social worker.

    Raises ``Refused`` when that version is no longer the approved one, or a day does not fit the outcome.
    """
    row = Application.objects.lock(application.pk)
    refusal = why_not_review(by, row)
    if refusal:
        raise Refused(refusal)
    current = approved(row)
    if current.pk != plan:
        raise Refused(_("A newer version of the plan was approved meanwhile: review that one."))
    today = timezone.localdate(at)
    moved = outcome == PlanReview.Outcome.MOVED
    if moved and (next_on is None or next_on <= today):
        raise Refused(_("Write the new day of the review, after today."))
    if not moved and (held_on is None or held_on > today):
        raise Refused(_("Write the day the review was held, not after today."))
    if next_on is not None and held_on is not None and next_on <= held_on:
        raise Refused(_("The next review comes after this one: check the two dates."))
    made = PlanReview.objects.create(
        plan=current,
        outcome=outcome,
        held_on=None if moved else held_on,
        note=note,
        next_on=next_on,
        recorded_at=at,
        recorded_by=by,
    )
    record(application=row, verb="review_plan", by=by, at=at, note=note, data={"outcome": outcome})
    return made
