"""The virus check in the background: files in quarantine, the oldest first."""

import logging

from celery import shared_task
from django.db import transaction

from accounts.refusal import Refused
from papers import scan, store
from papers.models import StoredFile

log = logging.getLogger(__name__)

AT_ONCE = 200  # files in one round


@shared_task(name="papers.tasks.scan_pending", ignore_result=True)
def scan_pending():
    """Release or block what waits; everything stays in quarantine while the scanner is down. Returns how many."""
    if not scan.enabled():
        return 0
    done = 0
    waiting = StoredFile.objects.filter(scan_state=StoredFile.ScanState.PENDING).order_by("created_at")
    for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            done += _one(pk)
        except scan.ScannerDown:
            log.error("the virus scanner does not answer: %s files stay in quarantine", waiting.count())
            break
        except Refused:
            log.error("file %s in quarantine cannot be read", pk)
    return done


@transaction.atomic
def _one(pk):
    """1 when the file was looked at now; two workers never look at the same one."""
    row = (
        StoredFile.objects.select_for_update(skip_locked=True)
        .filter(pk=pk, scan_state=StoredFile.ScanState.PENDING)
        .first()
    )
    if row is None:
        return 0
    row.scan_state = scan.scan(store.read(row))
    row.save(update_fields=["scan_state"])
    if row.scan_state == StoredFile.ScanState.INFECTED:
        log.error("file %s is infected and stays blocked", pk)
    return 1
