"""The papers of a run, one job item each: the files for the bank, the notice, the list, one letter per person."""

from django.utils.translation import gettext as _

from accounts.models import Office
from applications.letters import keep_issued, may_write_to
from applications.models import Application, Document
from jobs import actions as jobs
from jobs.registry import handler
from papers.table_writer import CSV, XLSX
from vouchers import (
    accounting,
    bank_files,
    letters,
    notices,  # noqa: F401  the workers make notices too
    payers,
    payment_lists,
    ranking_job,  # noqa: F401  ... and long rankings
    statement_work,  # noqa: F401  ... and the statements of a year
)
from vouchers.models import PaymentRun, Payout, RunFile, TreasuryAccount
from vouchers.moves import write_state
from vouchers.workflow import RunState

KIND = "run_papers"
LISTS = frozenset({RunFile.Kind.LIST, RunFile.Kind.PLACE})
SHEETS = {RunFile.Kind.SHEET: XLSX, RunFile.Kind.CSV: CSV}


def start_papers(*, run, by, at):
    """Start the job inside the transaction that issues the run; its key makes a second start find the
    first. Nobody is written to after a death."""
    cases = (
        run.payouts.filter(state=Payout.State.BOOKED, application__person__died_on=None)
        .order_by("application__number")
        .values_list("application_id", "application__number")
        .distinct()
    )
    kinds, paying = RunFile.Kind, payers.of_run(run)
    items = [  # first: without them nobody is paid
        (
            _key(kinds.BANK, one),
            _named(_("Files for the bank"), one),
            {"account": one.account.pk} | _place(one),
        )
        for one in paying
        if one.account.version
    ]
    items += [(kinds.NOTICE, _("Determination notice")), (kinds.LIST, _("Payment list"))]
    items += [
        (f"{kinds.PLACE}-{place}", _("Payment list, %(place)s") % {"place": name}, {"place": place})
        for place, name in payment_lists.places_of(run)
    ]
    items += [
        (_key(kind, one), _named(kind.label, one), _place(one))
        for one in paying
        for kind in (kinds.SHEET, kinds.CSV)
    ]
    items += [(f"letter-{case}", number, {"application": case}) for case, number in cases]
    return jobs.start(
        kind=KIND,
        key=f"issue-run-{run.pk}",
        items=items,
        by=by,
        at=at,
        office=run.plan_office,
        args={"run": run.pk},
        label=_("Papers of the payment of %(month)s") % {"month": run.of_month},
    )


def _key(kind, payer):
    return f"{kind}-{payer.comune.pk}" if payer.comune else kind


def _named(label, payer):
    return f"{label}, {payer.comune.name}" if payer.comune else label


def _place(payer):
    return {"place": payer.comune.pk} if payer.comune else {}


def papers_made(job):
    """At the end of the job: the run is issued when no paper failed; else whoever can tries those again."""
    row = PaymentRun.objects.select_for_update().get(pk=job.args["run"])
    if row.state == RunState.ISSUING and not job.failed_count:
        write_state(row=row, state=RunState.ISSUED)


@handler(KIND, read="payment.read", retry="payment.prepare", stops=True, finished=papers_made)
def make_paper(item):
    """One paper, stored once; a second attempt finds it there. A letter also goes into its case."""
    run = PaymentRun.objects.with_people().get(pk=item.job.args["run"])
    case, place = item.args.get("application"), item.args.get("place")
    kind = RunFile.Kind(item.key.partition("-")[0])
    if run.files.filter(kind=kind, application=case, place=place).exists():
        return
    if case and may_write_to(Application.objects.select_related("person").get(pk=case).person):
        return  # died after the run was issued: the money goes its way, no letter leaves
    at, by = item.job.started_at, item.job.started_by
    if kind == RunFile.Kind.BANK:
        bank_files.make(run, TreasuryAccount.objects.get(pk=item.args["account"]), by=by, at=at)
        return
    if kind in LISTS:
        _keep_list(run, kind, place, by=by, at=at)
        return
    if kind in SHEETS:
        comune = Office.objects.get(pk=place) if place else None
        stored = accounting.keep(run, SHEETS[kind], comune=comune, by=by, at=at)
    else:
        paper = letters.letter(run, case) if case else letters.notice(run)
        stored = paper.keep(by=by, at=at, office=run.plan_office)
    RunFile.objects.create(run=run, kind=kind, application_id=case, place_id=place, stored=stored)
    if case:
        keep_issued(
            application_id=case,
            stored=stored,
            kind=Document.Kind.LETTER,
            label=paper.title,
            by=by,
            at=at,
            paper=paper,
        )


def _keep_list(run, kind, place, *, by, at):
    """One file, or all the parts of a long list."""
    whose = Office.objects.get(pk=place) if place else None
    paper = payment_lists.of_place(run, whose) if place else payment_lists.of_run(run)
    kept = paper.keep(by=by, at=at, office=run.plan_office)
    for number, stored in enumerate(kept, start=1):
        part = number if len(kept) > 1 else 0
        RunFile.objects.create(run=run, kind=kind, place=whose, part=part, stored=stored)
