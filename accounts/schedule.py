"""What the calendar of ``b2portal/celery.py`` calls in this app."""

import logging

from celery import shared_task
from django.utils import timezone

from accounts.actions.seal_access_log import seal_access_log

log = logging.getLogger(__name__)


@shared_task(name="accounts.schedule.seal_access_log", ignore_result=True)
def seal():
    """Seal the access log. The digest goes into the log of the program too: it is kept elsewhere, where whoever could
    write the whole chain anew in the database does not reach."""
    for one in seal_access_log(at=timezone.now()):
        log.info("access log sealed: seal %s, row %s, sha256 %s", one.number, one.last_id, one.digest)
