"""Decide again on a case that is paid: a new calculation, kept beside the earlier ones."""

from applications.actions._determine import determine
from applications.life import plan_in_force


def redetermine(*, application, on, by, at):
    """The rules of the case on the day ``on``, with what is known now. Returns the Determination."""
    return determine(application=application, on=on, plan=plan_in_force(application), by=by, at=at)
