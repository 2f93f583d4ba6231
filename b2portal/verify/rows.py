"""Protections of the database, background work."""

import pgtrigger
from django.apps import apps

from b2portal.verify.query import OF_RUN, RUN, rows
from jobs.models import Job
from jobs.tasks import UNHEARD_AFTER
from vouchers.workflow import RunState

APPS = ("accounts", "jobs", "papers", "applications", "vouchers")
STANDS_STILL = 10 * UNHEARD_AFTER  # the sweeper has called several times by then


def protections(*, at):
    """Triggers installed and enabled, constraints validated, unique indexes usable, none of them missing."""
    for model, trigger in pgtrigger.registered():
        status, enabled = trigger.get_installation_status(model)
        if status == "UNALLOWED":
            continue
        if status != "INSTALLED" or not enabled:
            said = "switched off" if status == "INSTALLED" else status.lower()
            yield f"trigger {model._meta.db_table}.{trigger.name}: {said}"
    there = {name for (name,) in rows("SELECT conname FROM pg_constraint WHERE convalidated")}
    there |= {
        name
        for (name,) in rows("""
        SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid WHERE indisvalid AND indisunique
    """)
    }
    for model in (model for label in APPS for model in apps.get_app_config(label).get_models()):
        for constraint in model._meta.constraints:
            if constraint.name not in there:
                yield f"constraint {model._meta.db_table}.{constraint.name}: missing"


def stuck(*, at):
    for pk in (
        Job.objects.waiting_for_a_worker(now=at, patience=STANDS_STILL)
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        yield f"work {pk}: nobody works at it"


def counts(*, at):
    found = rows("""
        SELECT job.id FROM jobs_job job LEFT JOIN jobs_jobitem item ON item.job_id = job.id
        GROUP BY job.id HAVING job.total <> count(item.id)
            OR job.done_count <> count(item.id) FILTER (WHERE item.state = 'done')
            OR job.failed_count <> count(item.id) FILTER (WHERE item.state = 'failed')
            OR job.state = 'done' AND count(item.id) FILTER (WHERE item.state = 'done') <> job.total
        ORDER BY 1
    """)
    for (pk,) in found:
        yield f"work {pk}: its counts are not those of its items"


def openings(*, at):
    found = rows(f"""
        SELECT {RUN} FROM {OF_RUN} LEFT JOIN jobs_job job ON job.id = run.job_id AND job.kind = 'open_run'
        WHERE run.state = 'opening' AND (job.id IS NULL OR job.state = 'done') ORDER BY 1
    """)
    for (run,) in found:
        yield f"run {run}: being prepared, and nothing prepares it"


def papers(*, at):
    found = rows(f"""
        SELECT {RUN}, run.state, job.state FROM {OF_RUN} LEFT JOIN jobs_job job ON job.id = run.job_id
        WHERE run.state NOT IN ('opening', 'draft', 'checked', 'locked', 'approved', 'dropped') ORDER BY 1
    """)
    for run, state, work in found:
        if work is None:
            yield f"run {run}: {state} without the work that makes its papers"
        elif (state == RunState.ISSUING) == (work == Job.State.DONE):
            yield f"run {run}: {state}, the work on its papers is {work}"
    found = rows(f"""
        SELECT {RUN}, item.key FROM {OF_RUN} JOIN jobs_jobitem item ON item.job_id = run.job_id
        LEFT JOIN vouchers_runfile file ON file.run_id = run.id AND item.key = 'letter-' || file.application_id
        LEFT JOIN applications_application one ON item.key = 'letter-' || one.id
        LEFT JOIN applications_person person ON person.id = one.person_id
        WHERE item.state = 'done' AND item.key LIKE 'letter-%%' AND file.id IS NULL AND person.died_on IS NULL
        ORDER BY 1, 2
    """)
    for run, key in found:
        yield f"run {run}: {key} is said to be made and is not there"
