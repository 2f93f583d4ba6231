"""Months, runs, bookings, signatures."""

from b2portal.verify.query import OF_RUN, RUN, rows
from vouchers.actions._lines import lines_hash
from vouchers.models import PaymentRun
from vouchers.permissions import authors
from vouchers.workflow import NEVER_LOCKED, RunState

SIGNED = [one.value for one in RunState if one not in NEVER_LOCKED and one != RunState.LOCKED]


def live_lines(*, at):
    found = rows("""
        SELECT array_agg(id ORDER BY id), to_char(month, 'YYYY-MM'), code FROM vouchers_payment
        WHERE state = 'due' GROUP BY person_id, code, month HAVING count(*) > 1 ORDER BY 1
    """)
    for ids, month, code in found:
        yield f"lines {_ids(ids)}: {code} of {month} on {len(ids)} open lists"
    found = rows("""
        SELECT array_agg(id ORDER BY id), to_char(month, 'YYYY-MM'), code, revision FROM vouchers_payment
        GROUP BY person_id, code, month, revision HAVING count(*) > 1 ORDER BY 1
    """)
    for ids, month, code, revision in found:
        yield f"lines {_ids(ids)}: {code} of {month} has revision {revision} {len(ids)} times"


def one_run(*, at):
    found = rows(f"""
        SELECT {RUN}, array_agg(run.id ORDER BY run.id) FROM {OF_RUN}
        GROUP BY 1 HAVING count(*) > 1 ORDER BY 1
    """)
    for run, ids in found:
        yield f"run {run}: {len(ids)} of them ({_ids(ids)})"
    found = rows(f"""
        SELECT {RUN}, run.state, (SELECT count(*) FROM vouchers_booking b WHERE b.run_id = run.id AND b.kind = 'issue')
        FROM {OF_RUN} ORDER BY 1
    """)
    for run, state, booked in found:
        expected = 0 if state in (*NEVER_LOCKED, "locked", "approved") else 1
        if booked != expected:
            yield f"run {run}: {state}, issued {booked} times in the ledger, not {expected}"
    found = rows(f"""
        SELECT {RUN} FROM {OF_RUN} LEFT JOIN vouchers_paymentrun before ON before.plan_office_id = run.plan_office_id
            AND before.month = run.month AND before.sequence = run.sequence - 1
        WHERE run.sequence > 1
            AND (before.id IS NULL OR before.state IN ('opening', 'draft', 'checked', 'locked', 'approved')) ORDER BY 1
    """)
    for (run,) in found:
        yield f"run {run}: a further list, and the one before it is not issued"
    found = rows(f"""
        SELECT {RUN} FROM {OF_RUN} JOIN vouchers_payout payout ON payout.run_id = run.id
        WHERE run.state = 'dropped' GROUP BY 1 ORDER BY 1
    """)
    for (run,) in found:
        yield f"run {run}: given up, and somebody is paid by it"


def chains(*, at):
    """Each entry of a month onto the sum of those before it, by booking; never below nothing."""
    found = rows("""
        SELECT id, to_char(month, 'YYYY-MM'), code FROM (
            SELECT id, month, code, balance_before, amount,
                SUM(amount) OVER (PARTITION BY person_id, code, month ORDER BY id) - amount AS before
            FROM vouchers_ledgerentry WHERE account = 'expense'
        ) one WHERE balance_before IS DISTINCT FROM before OR before + amount < 0 ORDER BY id
    """)
    for pk, month, code in found:
        yield f"entry {pk}: {code} of {month} is not booked onto the balance before it"


def balanced(*, at):
    found = rows("""
        SELECT booking_id, count(*) FROM vouchers_ledgerentry GROUP BY booking_id HAVING SUM(amount) <> 0 ORDER BY 1
    """)
    for pk, entries in found:
        yield f"booking {pk}: its {entries} entries do not add up to nothing"


def signatures(*, at):
    for run in _runs(SIGNED):
        valid = [
            one for one in run.approvals.all() if one.voided_at is None and one.lines_hash == run.lines_hash
        ]
        people = {one.approved_by_id for one in valid}
        if len(people) < run.approvals_needed:
            yield f"run {_name(run)}: {len(people)} signatures, {run.approvals_needed} needed"
        own = people & authors(run)
        if own:
            yield f"run {_name(run)}: signed by who prepared it (users {_ids(sorted(own))})"


def locked_lists(*, at):
    for run in _runs([RunState.LOCKED.value, *SIGNED]):
        if lines_hash(run) != run.lines_hash:
            yield f"run {_name(run)}: its lines are not those of its fingerprint"


def _runs(states):
    found = PaymentRun.objects.filter(state__in=states).select_related("plan_office")
    return found.prefetch_related("approvals").order_by("plan_office__code", "month")


def _name(run):
    return f"{run.plan_office.code} {run.number}"


def _ids(ids):
    return ", ".join(str(one) for one in ids)
