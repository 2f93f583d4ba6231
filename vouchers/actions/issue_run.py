"""Make the papers of an approved run, in the background."""

from django.db import transaction

from vouchers import books, tasks
from vouchers.moves import lock_row, move


@transaction.atomic
def issue_run(*, run, by, at):
    """Approved → making the papers. The ledger is written here, with the decision; the job makes the papers
    and
    its end makes the run issued. Two presses of the button are one decision: the second is refused."""
    row = lock_row(run=run, verb="issue_run", by=by, at=at)
    books.book_issue(row, by=by, at=at)
    return move(
        row=row, verb="issue_run", issued_at=at, issued_by=by, job=tasks.start_papers(run=row, by=by, at=at)
    )
