"""Papers of a case that are made in the background."""

from datetime import date

from django.utils.translation import gettext as _

from applications.letters import decision_notice, keep_issued
from applications.models import Determination, Document
from jobs import actions as jobs
from jobs.registry import handler

DECISION_NOTICE = "decision_notice"


def start_decision_notice(*, determination, by, at, starts_on=None, ends_on=None):
    """Start the job that makes the notice of a decision, inside the transaction that decides. Returns the
    Job.

    ``starts_on``, ``ends_on``: the days of the award when something was granted.
    """
    case = determination.application
    args = {"determination": determination.pk}
    if starts_on:
        args |= {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    return jobs.start(
        kind=DECISION_NOTICE,
        key=f"decision-notice-{determination.pk}",
        items=[(str(determination.pk), case.ref, args)],
        by=by,
        at=at,
        office=case.plan_office,
        label=_("Decision notice of %(case)s") % {"case": case.ref},
    )


@handler(DECISION_NOTICE, read="case.read", retry="case.decide")
def make_decision_notice(item):
    """Store the notice and put it into the case; a second attempt finds it there."""
    determination = Determination.objects.select_related(
        "application__person__municipality",
        "application__plan_office",
        "application__call",
        "made_by__acting_as",
    ).get(pk=item.args["determination"])
    case = determination.application
    label = f"{_('Decision notice')} {determination.code}"
    if case.documents.filter(kind=Document.Kind.DECISION, label=label).exists():
        return
    days = {
        name: date.fromisoformat(item.args[name]) for name in ("starts_on", "ends_on") if name in item.args
    }
    paper = decision_notice(determination, **days)
    at, by = item.job.started_at, item.job.started_by
    stored = paper.keep(by=by, at=at, office=case.plan_office)
    keep_issued(application_id=case.pk, stored=stored, kind=Document.Kind.DECISION, label=label, by=by, at=at)
