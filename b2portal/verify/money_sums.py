"""Lines, payouts and ledger say the same euro."""

from b2portal.verify.query import OF_RUN, RUN, rows

ISSUED = "run.state NOT IN ('draft', 'checked', 'locked', 'approved')"


def lines_and_ledger(*, at):
    """Every issued line has one entry of its amount; nothing is booked that no line carries."""
    found = rows(f"""
        SELECT {RUN}, payment.id FROM {OF_RUN} JOIN vouchers_payment payment ON payment.run_id = run.id
        WHERE {ISSUED} AND payment.state <> 'taken_out' AND (
            SELECT COALESCE(SUM(entry.amount), 0) FROM vouchers_ledgerentry entry
            WHERE entry.payment_id = payment.id AND entry.kind = 'issue' AND entry.account = 'expense'
        ) <> payment.amount ORDER BY 1, 2
    """)
    for run, line in found:
        yield f"run {run}: line {line} is not in the ledger with its amount"
    found = rows(f"""
        SELECT {RUN}, entry.id FROM vouchers_ledgerentry entry
        JOIN vouchers_booking booking ON booking.id = entry.booking_id AND booking.kind = 'issue'
        JOIN vouchers_paymentrun run ON run.id = booking.run_id
        JOIN accounts_office office ON office.id = run.plan_office_id
        LEFT JOIN vouchers_payment payment ON payment.id = entry.payment_id AND payment.run_id = run.id
            AND payment.state <> 'taken_out'
        WHERE entry.account = 'expense' AND payment.id IS NULL ORDER BY 1, 2
    """)
    for run, entry in found:
        yield f"run {run}: entry {entry} is of no line of the list"
    found = rows(f"""
        SELECT {RUN}, payment.id, payment.state FROM {OF_RUN}
        JOIN vouchers_payment payment ON payment.run_id = run.id
        WHERE NOT ({ISSUED}) AND payment.state NOT IN ('due', 'taken_out')
            OR {ISSUED} AND payment.state = 'due' ORDER BY 1, 2
    """)
    for run, line, state in found:
        yield f"run {run}: line {line} is {state}, its list is not"


def payouts(*, at):
    found = rows(f"""
        SELECT {RUN}, COALESCE(one.number, one.draft_code) FROM (
            SELECT run_id, application_id, SUM(euro) AS differs FROM (
                SELECT run_id, application_id, amount AS euro FROM vouchers_payment
                WHERE state <> 'taken_out' AND amount > 0
                UNION ALL SELECT run_id, application_id, -gross FROM vouchers_payout
            ) sides GROUP BY 1, 2 HAVING SUM(euro) <> 0
        ) differing
        JOIN vouchers_paymentrun run ON run.id = differing.run_id
        JOIN accounts_office office ON office.id = run.plan_office_id
        JOIN applications_application one ON one.id = differing.application_id ORDER BY 1, 2
    """)
    for run, case in found:
        yield f"run {run}: the payout of case {case} is not the sum of its months"


def paid_once(*, at):
    """Booked: nothing left the treasurer; paid: its amount, once; returned: it came back."""
    found = rows(f"""
        SELECT {RUN}, payout.id, payout.state FROM {OF_RUN}
        JOIN vouchers_payout payout ON payout.run_id = run.id
        WHERE (
            SELECT COALESCE(SUM(entry.amount), 0) FROM vouchers_ledgerentry entry
            WHERE entry.payout_id = payout.id AND entry.account = 'bank'
        ) <> CASE payout.state WHEN 'paid' THEN -payout.amount ELSE 0 END ORDER BY 1, 2
    """)
    for run, payout, state in found:
        yield f"run {run}: payout {payout} is {state}, the treasurer's account says otherwise"
