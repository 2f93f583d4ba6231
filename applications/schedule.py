"""What the calendar of ``b2portal/celery.py`` calls that goes through actions, and therefore stands above ``tasks``."""

from celery import shared_task
from django.utils import timezone

from applications import digests
from applications.actions.make_digests import make_digests
from jobs import actions as jobs


@shared_task(name="applications.schedule.send_digests", ignore_result=True)
def send_digests():
    """Start today's digests once it is eight in Rome, and try again those the mail server refused."""
    now = timezone.now()
    for job in digests.failed_digests(at=now):
        jobs.try_again(job=job, at=now)
    make_digests(at=now)
