"""The statements of a year, made in the background fifty people at a time."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Office
from jobs import actions as jobs
from jobs.models import Job
from jobs.registry import handler
from papers import store
from vouchers import year_statement
from vouchers.models import StatementFile

KIND = "year_statements"
AT_ONCE = 50  # people in a part


def newest(plan_office, year):
    """The job that was asked for last, or None."""
    return Job.objects.filter(kind=KIND, office=plan_office, args__year=year).order_by("-pk").first()


def start(*, plan_office, year, by, at, on):
    """Start the job, or find the one that is still going on. The caller holds a transaction."""
    Office.objects.select_for_update(of=("self",)).get(pk=plan_office.pk)
    last = newest(plan_office, year)
    if last and not last.is_finished:
        return last
    cases = year_statement.cases_of(plan_office, year)
    parts = [cases[start : start + AT_ONCE] for start in range(0, len(cases), AT_ONCE)]
    return jobs.start(
        kind=KIND,
        key=f"{KIND}-{plan_office.pk}-{year}-{last.pk if last else 0}",
        items=[
            (
                f"part-{number}",
                _("Statements %(a)s to %(b)s") % _places(number, part),
                {"part": number, "cases": part},
            )
            for number, part in enumerate(parts, start=1)
        ],
        by=by,
        at=at,
        office=plan_office,
        args={"year": year, "on": on.isoformat()},
        label=_("Statements of the payments of %(year)s") % {"year": year},
    )


def _places(number, part):
    first = (number - 1) * AT_ONCE + 1
    return {"a": first, "b": first + len(part) - 1}


@handler(KIND, read="payment.read", retry="payment.prepare")
def make_part(item):
    """One part, stored once; a second attempt finds it there."""
    job, number, cases = item.job, item.args["part"], item.args["cases"]
    if StatementFile.objects.filter(job=job, part=number).exists():
        return
    year = job.args["year"]
    data = year_statement.render_many(cases, year, on=date.fromisoformat(job.args["on"]))
    stored = store.keep(
        data,
        name=f"attestazioni-{year}-{number}.pdf",
        content_type="application/pdf",
        kind=KIND,
        by=job.started_by,
        at=job.started_at,
        office=job.office,
    )
    StatementFile.objects.create(job=job, year=year, part=number, people=len(cases), stored=stored)
