"""What the workers must know beyond ``tasks``: it goes through actions, which stand above them."""

from jobs.registry import handler
from vouchers import schedule  # noqa: F401  the worker learns what the calendar calls through this module
from vouchers.actions import _opening


@handler(_opening.KIND, read="payment.read", retry="payment.prepare", stops=True, finished=_opening.finished)
def prepare_part(item):
    """Some people of a list that is being prepared."""
    _opening.add(item.job.args["run"], item.args["people"])
