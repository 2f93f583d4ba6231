"""What is done in the background: papers of a case, simulations of rules."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day
from applications import (
    bulk_tasks,  # noqa: F401  the worker learns its jobs through this module
    case_file,
    plan_papers,  # noqa: F401
)
from applications import simulation as rule_simulation
from applications.letters import decision_notice, keep_issued, may_write_to
from applications.models import Application, Determination, Document, DocumentRequest, LetterKind
from applications.receipt_letters import receipt
from applications.request_letters import request_letter
from jobs import actions as jobs
from jobs.registry import handler

DECISION_NOTICE = "decision_notice"
REQUEST_LETTER = "document_request"
RECEIPT = "receipt"
CASE_FILE = "case_file"
RULE_SIMULATION = "rule_simulation"
SIMULATED_AT_ONCE = 250  # cases in one piece of the work


def start_decision_notice(*, determination, by, at, starts_on=None, ends_on=None, large_print=None):
    """Start the job that makes the notice of a decision, inside the transaction that decides. Returns the
    Job, or None when nobody is written to any more.

    ``starts_on``, ``ends_on``: the days of the award when something was granted. ``large_print``: as chosen for this
    letter, None: as the person asked.
    """
    case = determination.application
    if may_write_to(case.person):
        return None
    args = {"determination": determination.pk, "large_print": large_print}
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
    at, by = item.job.started_at, item.job.started_by
    granted = determination.verdict == Determination.Verdict.ENTITLED
    letter = LetterKind.ACCEPTANCE if granted else LetterKind.REFUSAL
    if may_write_to(case.person):
        return
    if case.letters.filter(kind=letter, document__added_at=at).exists():
        return
    days = {
        name: date.fromisoformat(item.args[name]) for name in ("starts_on", "ends_on") if name in item.args
    }
    paper = decision_notice(determination, **days, large_print=item.args.get("large_print"))
    stored = paper.keep(by=by, at=at, office=case.plan_office)
    keep_issued(
        application_id=case.pk,
        stored=stored,
        kind=Document.Kind.DECISION,
        label=_("Decision notice, %(day)s") % {"day": day(at)},
        by=by,
        at=at,
        paper=paper,
        letter=letter,
    )


def start_receipt(*, application, later, due_on, by, at):
    """Start the job that makes the receipt of an application, inside the transaction that sends it. Returns the Job.

    ``later``: Italian words of what may still arrive, by ``due_on``, as it stood when the number was given.
    """
    args = {"later": later, "due_on": due_on and due_on.isoformat()}
    return jobs.start(
        kind=RECEIPT,
        key=f"receipt-{application.pk}",
        items=[(str(application.pk), application.ref, args)],
        by=by,
        at=at,
        office=application.plan_office,
        label=_("Receipt of %(case)s") % {"case": application.ref},
    )


@handler(RECEIPT, read="case.read", retry="case.write")
def make_receipt(item):
    """Store the receipt and put it into the case; a second attempt finds it there."""
    case = Application.objects.select_related(
        "person__municipality", "municipality", "plan_office", "call", "submitted_by__acting_as"
    ).get(pk=item.key)
    label = _("Receipt of the application")
    if case.documents.filter(kind=Document.Kind.LETTER, label=label).exists():
        return
    if may_write_to(case.person):
        return
    due_on = item.args["due_on"] and date.fromisoformat(item.args["due_on"])
    at, by = case.submitted_at, case.submitted_by
    paper = receipt(case, later=item.args["later"], due_on=due_on)
    stored = paper.keep(by=by, at=at, office=case.plan_office)
    keep_issued(
        application_id=case.pk,
        stored=stored,
        kind=Document.Kind.LETTER,
        label=label,
        by=by,
        at=at,
        paper=paper,
    )


def start_request_letter(*, request, by, at, reminder=False):
    """Start the job of the letter of a request for documents, or of its reminder: the Job, or None after a death."""
    case = request.application
    if may_write_to(case.person):
        return None
    name = "reminder" if reminder else "request"
    return jobs.start(
        kind=REQUEST_LETTER,
        key=f"document-{name}-{request.pk}",
        items=[(str(request.pk), case.ref, {"request": request.pk, "reminder": reminder})],
        by=by,
        at=at,
        office=case.plan_office,
        label=_("Letter about documents of %(case)s") % {"case": case.ref},
    )


@handler(REQUEST_LETTER, read="case.read", retry="case.write")
def make_request_letter(item):
    """Store the letter and put it into the case; a second attempt finds it there."""
    request = (
        DocumentRequest.objects.select_related(
            "application__person__municipality",
            "application__municipality",
            "application__plan_office",
            "application__call",
            "asked_by__acting_as",
            "reminded_by__acting_as",
        )
        .prefetch_related("items")
        .get(pk=item.args["request"])
    )
    case, reminder = request.application, item.args["reminder"]
    if may_write_to(case.person):
        return
    sent_at, by = (
        (request.reminded_at, request.reminded_by) if reminder else (request.asked_at, request.asked_by)
    )
    words = _("Reminder of documents, %(day)s") if reminder else _("Request for documents, %(day)s")
    label = words % {"day": day(sent_at)}
    if case.documents.filter(kind=Document.Kind.REQUEST, label=label).exists():
        return
    paper = request_letter(request, reminder=reminder)
    stored = paper.keep(by=by, at=sent_at, office=case.plan_office)
    keep_issued(
        application_id=case.pk,
        stored=stored,
        kind=Document.Kind.REQUEST,
        label=label,
        by=by,
        at=sent_at,
        paper=paper,
        letter=LetterKind.DOCUMENTS,
    )


def start_case_file(*, wanted, documents, chosen, by, at):
    """Start the job that reads every paper of a case again and makes one PDF of them. Returns the Job."""
    case = wanted.application
    items = [(str(one.pk), one.label, {"document": one.pk}) for one in documents]
    return jobs.start(
        kind=CASE_FILE,
        key=f"case-file-{wanted.pk}",
        items=items,
        by=by,
        at=at,
        office=case.plan_office,
        args={"case_file": wanted.pk, "chosen": chosen},
        label=_("Printed file of case %(case)s") % {"case": case.ref},
    )


def case_file_made(job):
    """At the end of the job, inside the transaction that closes it."""
    keys = [args["document"] for args in job.items.values_list("args", flat=True)]
    papers = Document.objects.filter(pk__in=keys)
    chosen = job.args.get("chosen", {})
    case_file.make(case_file_id=job.args["case_file"], documents=papers, chosen=chosen)


@handler(CASE_FILE, read="case.read", finished=case_file_made)
def read_paper(item):
    """A paper that cannot be read fails here, with its name and the reason; the index says so too."""
    case_file.readable(Document.objects.select_related("stored").get(pk=item.args["document"]))


def start_rule_simulation(*, simulation, cases, by, at):
    """Start the job that judges ``cases`` under both texts, a few at a time. Returns the Job."""
    ids = list(cases.order_by("pk").values_list("pk", flat=True))
    items = [
        (
            str(start),
            _("Cases from number %(n)s on") % {"n": start + 1},
            {"cases": ids[start : start + SIMULATED_AT_ONCE]},
        )
        for start in range(0, len(ids), SIMULATED_AT_ONCE)
    ]
    return jobs.start(
        kind=RULE_SIMULATION,
        key=f"rule-simulation-{simulation.pk}",
        items=items,
        by=by,
        at=at,
        office=simulation.plan_office,
        args={"simulation": simulation.pk},
        label=_("Simulation of rules"),
    )


def simulation_made(job):
    """At the end of the job, inside the transaction that closes it."""
    failed = job.items.filter(state="failed").order_by("position").first()
    rule_simulation.finish(
        simulation_id=job.args["simulation"],
        failed_count=job.failed_count,
        reason=failed.reason if failed else "",
    )


@handler(RULE_SIMULATION, read="call.publish", finished=simulation_made)
def simulate_some(item):
    """Judge the cases of one piece. A rule that fails on one of them stops the whole job."""
    stopped = rule_simulation.work_chunk(
        simulation_id=item.job.args["simulation"], case_ids=item.args["cases"]
    )
    if stopped:
        jobs.cancel(job=item.job, by=item.job.started_by, at=timezone.now())
