"""A long list prepared some people at a time: each piece is a transaction of its own, the run is no draft before the
last one. A piece that was begun and not finished is begun again; what is done stays."""

from django.utils.translation import gettext as _

from jobs import actions as jobs
from vouchers.actions import _lines
from vouchers.models import PaymentRun
from vouchers.moves import write_state
from vouchers.workflow import RunState

KIND = "open_run"
AT_ONCE = 50  # people in one transaction


def start(run, people, *, by, at):
    """Start the job that prepares ``run`` for these ``people`` (ids). The caller is in the transaction that opens."""
    parts = [people[first : first + AT_ONCE] for first in range(0, len(people), AT_ONCE)]
    return jobs.start(
        kind=KIND,
        key=f"{KIND}-{run.pk}",
        items=[
            (f"part-{number}", _label(number, part), {"people": part}) for number, part in enumerate(parts)
        ],
        by=by,
        at=at,
        office=run.plan_office,
        args={"run": run.pk},
        label=_("List of %(month)s") % {"month": run.of_month},
    )


def _label(number, part):
    first = number * AT_ONCE + 1
    return _("People %(a)s to %(b)s") % {"a": first, "b": first + len(part) - 1}


def add(run_id, people):
    """Write what is due to these people; nothing once the list is a draft or was given up."""
    run = PaymentRun.objects.select_for_update(of=("self",)).select_related("plan_office").get(pk=run_id)
    if run.state == RunState.OPENING:
        _lines.sync(run, people)


def finished(job):
    """At the end of the job: a draft when no piece failed, else whoever can tries those again. A further list that
    pays nobody is given up."""
    run = PaymentRun.objects.select_for_update(of=("self",)).get(pk=job.args["run"])
    if run.state != RunState.OPENING or job.failed_count:
        return
    write_state(row=run, state=RunState.DROPPED if is_needless(run) else RunState.DRAFT, job=None)


def is_needless(run):
    """A further list of a month with nobody in it."""
    return run.sequence > 1 and not run.payments.exists() and not run.payouts.exists()
