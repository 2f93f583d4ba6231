"""The Celery application and the whole calendar of what runs by itself."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "b2portal.settings")

app = Celery("b2portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Every periodic task of the product is in this table, with the reason for its pace.
app.conf.beat_schedule = {
    # Messages only wake workers; what is still to be done is read from the database. Half a minute is
    # the longest a person waits after a lost message or a killed worker.
    # With a scanner, what was uploaded waits at most a minute; while it is down, so long as it is down.
    "papers-scan": {"task": "papers.tasks.scan_pending", "schedule": 60.0, "options": {"expires": 50}},
    "jobs-sweep": {"task": "jobs.tasks.sweep", "schedule": 30.0, "options": {"expires": 25}},
    # The mail of 8:00 in Rome (CELERY_TIMEZONE). Asked every five minutes until midnight: a machine that was off at
    # eight sends it when it is back, and what the mail server refused is tried again; a row a day keeps it from
    # leaving twice. 8:00 exists once on every day, whatever the clocks do at night.
    "digests": {
        "task": "applications.schedule.send_digests",
        "schedule": crontab(minute="*/5", hour="8-23"),
        "options": {"expires": 280},
    },
    # The draft of the month, on the day the office set. Asked every half hour of that day and never after it: a day
    # that passed while the machine was off is shown to who prepares payments. One run per Ambito and month is the
    # database's promise, so that two calendars open one.
    "drafts": {
        "task": "vouchers.schedule.open_drafts",
        "schedule": crontab(minute="5,35", hour="6-22"),
        "options": {"expires": 1700},
    },
    # Rows of the access log are sealed some minutes after they are written: that is how long somebody with the keys of
    # the database could change one unseen.
    "access-log-seal": {
        "task": "accounts.schedule.seal_access_log",
        "schedule": 300.0,
        "options": {"expires": 280},
    },
    # A list that was exported is offered for 24 hours; after that its bytes are not kept.
    "exports-forget": {"task": "applications.tasks.forget_exports", "schedule": 3600.0},
}
