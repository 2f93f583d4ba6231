"""Runs at a state, driven there through the real actions."""

from datetime import date, datetime

from schwifty import IBAN

from jobs.models import Job
from jobs.tasks import run as work
from tests.applications.factories import NOW, ROME, make_case
from vouchers.actions.approve_run import approve_run
from vouchers.actions.award import award
from vouchers.actions.check_run import check_run
from vouchers.actions.close_run import close_run
from vouchers.actions.confirm_account import confirm_account
from vouchers.actions.issue_run import issue_run
from vouchers.actions.lock_run import lock_run
from vouchers.actions.mark_paid import mark_paid
from vouchers.actions.open_run import open_run
from vouchers.actions.send_run import send_run
from vouchers.models import PaymentRun, TreasuryAccount

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
DECEMBER_NOW = datetime(2026, 12, 16, 10, 0, tzinfo=ROME)

# Worked cases 1, 2, 3a, 3b of the regional text: who, evidence, euro a month
WORKED = {
    "adele": ({}, "400.00"),
    "carla": ({"carer_cost": "950.00", "requested": ("caregiver", "caregiver_supplement")}, "800.00"),
    "renato": (
        {
            "caregiver": False,
            "carer_cost": "650.00",
            "certificate": "care_allowance",
            "requested": ("carer",),
        },
        "650.00",
    ),
    "giacomo": (
        {
            "caregiver": False,
            "carer_cost": "1150.00",
            "certificate": "care_allowance",
            "requested": ("carer",),
        },
        "800.00",
    ),
}


def awarded(w, who="adele", *, starts_on=NOVEMBER, at=NOW, **evidence):
    """A case being paid from ``starts_on``; each person with an account of their own unless ``iban`` is
    given."""
    evidence.setdefault("iban", iban_of(who))
    pays_from(w)
    case = make_case(w, who, at=at, **evidence)
    award(application=case, by=w.manager, at=at, starts_on=starts_on)
    case.refresh_from_db()
    return case


def iban_of(who):
    """An Italian IBAN that passes every check, another for each person."""
    number = sum(ord(letter) * 31**place for place, letter in enumerate(who)) % 10**12
    return str(IBAN.generate("IT", bank_code="05428", branch_code="11101", account_code=f"{number:012d}"))


def new_account(w, case, *, at=DECEMBER_NOW):
    """Another account of the person, confirmed by a second person."""
    case.iban = iban_of("nuovo")
    case.save()
    confirm_account(application=case, how="bank_paper", seen="Estratto conto", by=w.manager, at=at)


def make_run(w, *, state="draft", month=NOVEMBER, at=NOW):
    """The run of ``month`` at ``state``: draft, checked, locked, approved, issuing, issued, sent, paid (everything is,
    and its outcome known) or closed."""
    pays_from(w)
    run = open_run(plan_office=w.plan_office, month=month, by=w.officer, at=at)
    if run.job:  # a long list is prepared by a worker
        work(run.job_id)
        run.refresh_from_db()
    return advance(w, run, to=state, at=at)


def advance(w, run, *, to, at=NOW):
    """Take an open run further, to the state ``to``."""
    steps = list(_STEPS)
    reached = "paid" if run.state == "reconciled" else run.state
    for step in steps[
        steps.index(reached) + 1 if reached in steps else 0 : steps.index(to) + 1 if to in steps else 0
    ]:
        _STEPS[step](w, run, at)
        run = PaymentRun.objects.with_people().get(pk=run.pk)
    assert run.state == ("reconciled" if to == "paid" else to)
    return run


def pays_from(w, *, at=NOW, **fields):
    """The account the office of ``w`` pays from, written when there is none yet or ``fields`` ask for another."""
    current = TreasuryAccount.objects.in_force(w.plan_office)
    if current and not fields:
        return current
    fields = {"version": "pain.001.001.09", "holder": "Ufficio di Piano", "iban": iban_of("ufficio")} | fields
    return TreasuryAccount.objects.create(
        plan_office=w.plan_office, written_at=at, written_by=w.officer, **fields
    )


def _approve(w, run, at):
    for by in (w.manager, w.director):
        approve_run(run=run, by=by, at=at, lines_hash=run.lines_hash)


def _work(w, run, at):
    work(Job.objects.get(pk=run.job_id).pk)


_STEPS = {
    "checked": lambda w, run, at: check_run(run=run, by=w.officer, at=at),
    "locked": lambda w, run, at: lock_run(run=run, by=w.officer, at=at, expected_version=run.version),
    "approved": _approve,
    "issuing": lambda w, run, at: issue_run(run=run, by=w.officer, at=at),
    "issued": _work,
    "sent": lambda w, run, at: send_run(run=run, by=w.officer, at=at),
    "paid": lambda w, run, at: mark_paid(run=run, by=w.officer, at=at),
    "closed": lambda w, run, at: close_run(run=run, by=w.officer, at=at),
}
