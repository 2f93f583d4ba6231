"""A ranking that has a case was approved: written in its timeline; who is not funded waits."""

from applications.actions._transition import record
from applications.actions.hold import hold
from applications.workflow import Status


def place_in_ranking(*, application, position, funded, by, at):
    """The place and whether the money reaches it. Eligible and not funded → waiting list; else the status stays."""
    data = {"place": position, "funded": funded}
    record(application=application, verb="rank", by=by, at=at, data=data)
    if not funded and application.status == Status.ELIGIBLE:
        hold(application=application, by=by, at=at)
