"""A kind of job for the tests with a real worker process: loaded there with `celery worker --include`."""

import time
from pathlib import Path

from jobs.registry import handler


@handler("worker_sample", read="payment.read", retry="payment.prepare")
def work(item):
    if item.key == "bad":
        raise ZeroDivisionError
    if item.key == "slow":
        marker = Path(item.job.args["folder"]) / "begun"
        first = not marker.exists()
        marker.touch()
        if first:
            time.sleep(60)  # the test kills this worker meanwhile
    item.job.office.phone += item.key[0]  # an effect that counts how often it happened
    item.job.office.save()
