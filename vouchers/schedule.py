"""What the calendar of ``b2portal/celery.py`` calls that goes through the actions of the money."""

from celery import shared_task
from django.utils import timezone

from accounts.models import Office
from vouchers.actions.open_run import open_by_itself


@shared_task(name="vouchers.schedule.open_drafts", ignore_result=True)
def open_drafts():
    """Open the drafts whose day is today, one Ambito after the other. A day that passed while nothing ran is shown to
    who prepares payments (``run_rules.missed``), never made up for: money is not prepared behind anybody's back."""
    now = timezone.now()
    for office in Office.objects.filter(kind=Office.Kind.PLAN_OFFICE).order_by("pk"):
        open_by_itself(plan_office=office, on=timezone.localdate(now), at=now)
