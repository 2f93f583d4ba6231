"""What the calendar of ``b2portal/celery.py`` calls that goes through actions, and therefore stands above ``tasks``."""

from celery import shared_task
from django.utils import timezone

from applications import digests
from applications.actions.make_digests import make_digests
from applications.actions.remind_assessors import remind_assessors
from jobs import actions as jobs


@shared_task(name="applications.schedule.send_digests", ignore_result=True)
def send_digests():
    """Start today's digests once it is eight in Rome, with what is late by then; try again those the server refused."""
    now = timezone.now()
    for job in digests.failed_digests(at=now):
        jobs.try_again(job=job, at=now)
    remind_assessors(at=now)
    make_digests(at=now)
