"""The rows of an answer of the bank found among our payments: which are ours, what they change, what is wrong."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.formats import euro
from papers import store
from vouchers.bank import transfers
from vouchers.bank.answers import Outcome, Row
from vouchers.models import Payout, RunFile
from vouchers.workflow import RunState

OURS = "B2-"  # how the ids given here begin: others belong to other programs of the office
PAPERS_NOT_MADE = frozenset({RunState.APPROVED, RunState.ISSUING})


@dataclass(frozen=True)
class Found:
    """One row and the payment it is about, None when it looks ours and is nobody's."""

    row: Row
    end_to_end_id: str
    payout: Payout | None


def find(answer, plan_office):
    """([Found], number of rows that are not ours), the payouts locked for the caller's transaction in a fixed order.

    A row about a whole file of ours becomes one for each payment in it.
    """
    rows, others = [], answer.others
    for row in answer.rows:
        keys = [row.end_to_end_id] if row.end_to_end_id else _ids_of(row.whole_of, plan_office)
        if keys is None:
            others += 1
        rows += [(row, key) for key in keys or ()]
    payouts = _payouts({key for _row, key in rows}, plan_office)
    found = []
    for row, key in rows:
        if key in payouts or key.startswith(OURS):
            found.append(Found(row, key, payouts.get(key)))
        else:
            others += 1
    return found, others


def _payouts(keys, plan_office):
    rows = Payout.objects.filter(run__plan_office=plan_office, end_to_end_id__in=keys)
    rows = rows.select_for_update(of=("self",)).select_related("run", "application").order_by("pk")
    return {one.end_to_end_id: one for one in rows}


def _ids_of(whole_of, plan_office):
    """The ids in the file of ours that ``whole_of`` names, by its own id or by that of its one group; else None."""
    names = {whole_of, whole_of.rpartition("-")[0]}
    file = (
        RunFile.objects.filter(run__plan_office=plan_office, message_id__in=names)
        .select_related("stored")
        .first()
    )
    return transfers.totals(store.read(file.stored)).ids if file else None


def problems(found):
    """[(line, sentence)] of the rows that cannot be true: another amount, a payment that has not left."""
    wrong = []
    for one in found:
        payout, row = one.payout, one.row
        if payout is None:
            continue
        names = {"id": one.end_to_end_id}
        if payout.state == Payout.State.DUE:
            wrong.append((row.line, _("Payment %(id)s has not been issued yet.") % names))
        elif payout.run.state in PAPERS_NOT_MADE:
            month = {"month": payout.run.of_month}
            wrong.append(
                (
                    row.line,
                    _("The papers of %(month)s are not finished: finish them, then load the answer.") % month,
                )
            )
        elif row.amount is not None and row.amount != payout.amount:
            names |= {"said": euro(row.amount), "ours": euro(payout.amount)}
            wrong.append(
                (row.line, _("Payment %(id)s: the bank says %(said)s, the list says %(ours)s.") % names)
            )
    return wrong


def changes(found):
    """(payouts to book as paid {(run id, day): [payout]}, [(payout, Found) that came back]) that are not known yet.

    Order does not count: what came back had been paid, whichever of the two is told first. Rejected never left.
    """
    paid, back = {}, {}
    for one in sorted(
        (one for one in found if one.payout), key=lambda one: one.row.outcome == Outcome.PAID, reverse=True
    ):
        payout, outcome = one.payout, one.row.outcome
        if payout.state == Payout.State.RETURNED or outcome == Outcome.WAITING or payout.pk in back:
            continue
        seen = any(payout in rows for rows in paid.values())
        left = outcome in (Outcome.PAID, Outcome.RETURNED)
        if left and payout.state == Payout.State.BOOKED and not seen:
            day = one.row.on if outcome == Outcome.PAID else None
            paid.setdefault((payout.run_id, day), []).append(payout)
        if outcome in (Outcome.RETURNED, Outcome.REJECTED):
            back[payout.pk] = (payout, one)
    return paid, list(back.values())
