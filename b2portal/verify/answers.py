"""What the bank said and what became of it in the ledger."""

from b2portal.verify.query import rows


def matches(*, at):
    """A match by hand that holds was booked: what was paid left the treasurer, what came back came back."""
    found = rows("""
        SELECT match.id, match.payout_id, line.outcome FROM vouchers_answermatch match
        JOIN vouchers_answerrow line ON line.id = match.row_id
        JOIN vouchers_payout payout ON payout.id = match.payout_id
        WHERE match.accepted AND NOT CASE line.outcome
            WHEN 'paid' THEN payout.state IN ('paid', 'returned') AND EXISTS (
                SELECT 1 FROM vouchers_ledgerentry entry WHERE entry.payout_id = payout.id
                    AND entry.kind = 'payment' AND entry.account = 'bank' AND entry.amount = -payout.amount)
            WHEN 'returned' THEN payout.state = 'returned' AND (
                SELECT count(DISTINCT entry.kind) = 2 AND SUM(entry.amount) = 0 FROM vouchers_ledgerentry entry
                WHERE entry.payout_id = payout.id AND entry.account = 'bank')
            WHEN 'rejected' THEN payout.state = 'returned' AND EXISTS (
                SELECT 1 FROM vouchers_booking booking JOIN vouchers_ledgerentry entry ON entry.booking_id = booking.id
                WHERE booking.kind = 'return' AND booking.run_id = payout.run_id
                    AND entry.application_id = payout.application_id)
            ELSE false END
        ORDER BY 1
    """)
    for pk, payout, outcome in found:
        yield f"match {pk}: it holds, and that payout {payout} is {outcome} is not in the ledger"


def written(*, at):
    """A row that was recorded when its answer came left its payment in the state it says, or beyond."""
    found = rows("""
        SELECT line.id, line.payout_id, line.outcome FROM vouchers_answerrow line
        JOIN vouchers_payout payout ON payout.id = line.payout_id
        WHERE line.effect = 'written' AND NOT CASE line.outcome
            WHEN 'paid' THEN payout.state IN ('paid', 'returned') ELSE payout.state = 'returned' END
        ORDER BY 1
    """)
    for pk, payout, outcome in found:
        yield f"row {pk} of an answer: recorded, and payout {payout} is not {outcome}"
