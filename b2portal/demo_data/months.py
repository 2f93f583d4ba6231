"""The money of the demo: awards, paid months, and this month's list with one blocked payment of each kind."""

from datetime import timedelta

from django.utils import timezone
from schwifty import IBAN

from applications.models import Application, IndividualPlan, Isee, Person, PlanState
from b2portal.demo_data import returns
from b2portal.demo_data.ambito import at, month_start
from jobs import work
from jobs.models import Job
from papers.tables import Table
from vouchers.actions import _opening
from vouchers.actions.approve_run import approve_run
from vouchers.actions.award import award
from vouchers.actions.check_run import check_run
from vouchers.actions.close_run import close_run
from vouchers.actions.edit_treasury_account import edit_treasury_account
from vouchers.actions.end_award import end_award
from vouchers.actions.issue_run import issue_run
from vouchers.actions.lock_run import lock_run
from vouchers.actions.mark_paid import mark_paid
from vouchers.actions.open_run import open_run
from vouchers.actions.record_answer import record_answer
from vouchers.actions.register_interruption import register_interruption
from vouchers.actions.send_run import send_run
from vouchers.actions.take_out import take_out
from vouchers.bank import table_answers
from vouchers.models import Award, Interruption, Payment, PaymentRun, Payout, TreasuryAccount
from vouchers.tasks import KIND

MADE_ON = 16  # the day of the month on which the list is prepared


def pay(ambito, ready, *, say):
    """Award the cases in ``ready`` when their time comes and pay every month before the one of ``ambito.on``."""
    manager = ambito.one("plan_manager")
    queue = sorted(
        ((_approved_on(case) + timedelta(days=4), case.pk, case) for case in ready), key=lambda row: row[:2]
    )
    month, current = ambito.call.benefit_from, month_start(ambito.on)
    _account(ambito, month)
    while month < current:
        queue = _award_until(month + timedelta(days=MADE_ON - 2), queue, manager)
        if month == month_start(current, -1):
            returns.learnt_late(ambito, month, on=month + timedelta(days=MADE_ON - 2))
        _paid_month(ambito, month, without_one=month == month_start(current, -1))
        say(f"paid {month:%Y-%m}")
        month = month_start(month, 1)
    _award_until(ambito.on, queue, manager)


def _account(ambito, month):
    """From which account the office pays, written before the first month."""
    iban = IBAN.generate("IT", bank_code="05428", branch_code="11101", account_code="000000100200")
    edit_treasury_account(
        plan_office=ambito.plan_office,
        by=ambito.one("administrative_officer"),
        at=at(month, 8),
        expected=None,
        version=TreasuryAccount.Version.V09,
        holder="Ufficio di Piano Valserena",
        iban=str(iban),
        cuc="B2VALSER",
    )


def _approved_on(case):
    return timezone.localdate(case.plans.get(state=PlanState.APPROVED).approved_at)


def _award_until(day, queue, manager):
    """Award what was approved up to ``day``; the rest of the queue waits."""
    while queue and queue[0][0] <= day:
        when, _pk, case = queue.pop(0)
        award(application=case, by=manager, at=at(when, 9))
    return queue


def _paid_month(ambito, month, *, without_one):
    """One month from the list to the bank. ``without_one``: somebody in hospital is left out of it."""
    day = month + timedelta(days=MADE_ON - 1)
    officer, manager, director = (
        ambito.one(role) for role in ("administrative_officer", "plan_manager", "director")
    )
    run = _opened(open_run(plan_office=ambito.plan_office, month=month, by=officer, at=at(day, 9)))
    run = check_run(run=run, by=officer, at=at(day, 10))
    if without_one:
        case = run.payments.order_by("application_id").first().application
        reason = "Ricovero: aspettiamo di sapere quando torna."
        run = take_out(run=run, application=case, reason=reason, by=officer, at=at(day, 11))
    run = lock_run(run=run, by=officer, at=at(day + timedelta(days=1), 9), expected_version=run.version)
    approve_run(run=run, by=manager, at=at(day + timedelta(days=1), 11), lines_hash=run.lines_hash)
    run = approve_run(run=run, by=director, at=at(day + timedelta(days=2), 9), lines_hash=run.lines_hash)
    run = issue_run(run=run, by=officer, at=at(day + timedelta(days=2), 10))
    do_work(KIND)
    run = PaymentRun.objects.get(pk=run.pk)
    run = send_run(run=run, by=officer, at=at(day + timedelta(days=3), 9))
    run = mark_paid(run=run, by=officer, at=at(run.value_date + timedelta(days=1), 9))
    if not without_one:  # the last one is still open: something came back
        close_run(run=run, by=officer, at=at(run.value_date + timedelta(days=3), 9))


def _opened(run):
    """The list as a draft: a long one is prepared in the background."""
    do_work(_opening.KIND)
    return PaymentRun.objects.get(pk=run.pk)


def do_work(kind):
    """Do here and now what a worker would: a paid month has its papers. The decision notices are left to the real
    worker."""
    for job in Job.objects.filter(state=Job.State.QUEUED, kind=kind).order_by("pk"):
        work.run(job.pk, clock=timezone.now, patience=timedelta(minutes=30))


def trouble(ambito, rng, *, away):
    """Things that happened since the last paid month: suspensions, an end, and one block of each kind."""
    on, officer = ambito.on, ambito.one("administrative_officer")
    for case in away:
        worker = ambito.workers[case.municipality.name]
        if case.awards.exists():
            register_interruption(
                application=case,
                by=worker,
                at=at(on - timedelta(days=3)),
                reason=Interruption.Reason.HOSPITAL,
                starts_on=on - timedelta(days=rng.randint(5, 14)),
                note="Ricovero in ospedale, lo dice la famiglia per telefono.",
            )
    paid_last_month = Payment.objects.filter(month=month_start(on, -1), state=Payment.State.PAID)
    cases = list(
        Application.objects.with_people()
        .filter(status="active", pk__in=paid_last_month.values("application"))
        .order_by("pk")
    )
    rng.shuffle(cases)
    if len(cases) >= 12:
        _ended(ambito, cases.pop())
        _blocks(ambito, cases)
    run = _opened(open_run(plan_office=ambito.plan_office, month=month_start(on), by=officer, at=at(on, 8)))
    check_run(run=run, by=officer, at=at(on, 8, 40))


def _bank_answers(ambito, payout, when):
    """What the treasurer sends as a table: one payment of last month came back, and another under an id nobody has."""
    head = ["end_to_end_id", "esito", "data", "importo", "motivo"]
    row = [
        payout.end_to_end_id,
        "tornato indietro",
        f"{when:%d/%m/%Y}",
        f"{payout.amount}".replace(".", ","),
        "Conto chiuso",
    ]
    other = payout.run.payouts.filter(state=Payout.State.PAID, amount__gt=0).exclude(pk=payout.pk).first()
    rows = [row, _under_a_wrong_id(row, other)] if other else [row]
    record_answer(
        answer=table_answers.read(
            Table(headers=head, rows=[(n, cells, []) for n, cells in enumerate(rows, start=2)])
        ),
        data="\r\n".join(";".join(cells) for cells in (head, *rows)).encode(),
        name=f"esiti-tesoriere-{when:%Y-%m-%d}.csv",
        content_type="text/csv",
        plan_office=ambito.plan_office,
        by=ambito.one("administrative_officer"),
        at=when,
    )


def _under_a_wrong_id(row, payout):
    """A row of the table about this payment whose id the bank has spoilt: to match by hand."""
    return [
        f"{payout.end_to_end_id}-",
        row[1],
        row[2],
        f"{payout.amount}".replace(".", ","),
        "IBAN sbagliato",
    ]


def _ended(ambito, case):
    end_award(
        application=case,
        by=ambito.workers[case.municipality.name],
        at=at(ambito.on - timedelta(days=2)),
        last_day=month_start(ambito.on) - timedelta(days=1),
        reason=Award.EndReason.PLACEMENT,
        note="Ingresso definitivo in una residenza.",
    )


def _blocks(ambito, cases):
    """Facts that no page of this demo has typed: they come from registers, the bank, the passing of time."""
    on = ambito.on
    no_iban, wrong, holder, shared_a, shared_b, died, returned, expired, omissions, *_rest = cases
    # left out of last month, still away: with the arrears comes the block
    away = (
        Payment.objects.filter(run__month=month_start(on, -1), state=Payment.State.TAKEN_OUT)
        .first()
        .application
    )

    def change(case, **values):
        Application.objects.filter(pk=case.pk).update(**values)

    change(no_iban, iban="")
    change(wrong, iban=wrong.iban[:-1] + ("0" if wrong.iban[-1] != "0" else "1"))
    change(holder, payee_name="Davide Scalvini", payee_tax_code="", payee_delegated=False)
    change(shared_b, iban=shared_a.iban)
    Person.objects.filter(pk=died.person_id).update(died_on=on - timedelta(days=6))
    register_interruption(
        application=away,
        by=ambito.workers[away.municipality.name],
        at=at(on - timedelta(days=1)),
        reason=Interruption.Reason.HOSPITAL,
        starts_on=on - timedelta(days=31),
    )
    _bank_answers(
        ambito,
        Payout.objects.get(application=returned, run__month=month_start(on, -1)),
        at(on - timedelta(days=4)),
    )
    IndividualPlan.objects.filter(application=expired, state=PlanState.APPROVED).update(
        ends_on=month_start(on) - timedelta(days=3)
    )
    Isee.objects.filter(person=omissions.person_id).update(has_omissions=True)
