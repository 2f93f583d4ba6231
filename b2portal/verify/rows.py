"""Protections of the database, Ambiti, background work."""

import pgtrigger

from b2portal.verify.query import OF_RUN, RUN, rows
from jobs.models import Job
from jobs.tasks import UNHEARD_AFTER
from vouchers.workflow import RunState

TAX_CODE = "[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]"
STANDS_STILL = 10 * UNHEARD_AFTER  # the sweeper has called several times by then
IBAN = "IT[0-9]{2}[A-Z][0-9]{10}[0-9A-Z]{12}"


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
    for model in dict.fromkeys(model for model, _trigger in pgtrigger.registered()):
        for constraint in model._meta.constraints:
            if constraint.name not in there:
                yield f"constraint {model._meta.db_table}.{constraint.name}: missing"


def ambiti(*, at):
    statements = {
        "case {} and its call": """
            SELECT COALESCE(one.number, one.draft_code) FROM applications_application one
            JOIN applications_call call ON call.id = one.call_id WHERE call.plan_office_id <> one.plan_office_id
        """,
        "case {} and its person": """
            SELECT COALESCE(one.number, one.draft_code) FROM applications_application one
            JOIN applications_person person ON person.id = one.person_id
            WHERE person.plan_office_id <> one.plan_office_id
        """,
        "case {} and its Comune": """
            SELECT COALESCE(one.number, one.draft_code) FROM applications_application one
            JOIN accounts_office place ON place.id = one.municipality_id
            WHERE place.parent_id IS DISTINCT FROM one.plan_office_id
        """,
        "line {} and its run": """
            SELECT payment.id FROM vouchers_payment payment JOIN vouchers_paymentrun run ON run.id = payment.run_id
            JOIN applications_application one ON one.id = payment.application_id
            WHERE one.plan_office_id <> run.plan_office_id
        """,
        "entry {} and its booking": """
            SELECT entry.id FROM vouchers_ledgerentry entry
            JOIN vouchers_booking booking ON booking.id = entry.booking_id
            JOIN applications_application one ON one.id = entry.application_id
            WHERE one.plan_office_id <> booking.plan_office_id
        """,
        "match {} and its payment": """
            SELECT match.id FROM vouchers_answermatch match JOIN vouchers_payout payout ON payout.id = match.payout_id
            JOIN vouchers_paymentrun run ON run.id = payout.run_id
            JOIN vouchers_answerrow line ON line.id = match.row_id
            JOIN vouchers_bankanswer answer ON answer.id = line.answer_id
            WHERE answer.plan_office_id <> run.plan_office_id
        """,
    }
    for what, statement in statements.items():
        for (ref,) in rows(f"{statement} ORDER BY 1"):
            yield f"{what.format(ref)} are of two Ambiti"


def messages(*, at):
    for table in ("jobs_job", "jobs_jobitem"):
        for (pk,) in rows(f"SELECT id FROM {table} WHERE args::text ~ %s ORDER BY 1", [f"{TAX_CODE}|{IBAN}"]):
            yield f"{table} {pk}: a codice fiscale or an IBAN in its arguments"


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
