"""Close the list: from here on nobody can change it."""

from django.db import transaction
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import Application
from vouchers import checks, run_rules
from vouchers.actions import _lines
from vouchers.models import Payment, RunCheck
from vouchers.moves import lock_row, move
from vouchers.permissions import why_not

CHANGED = _("The cases changed after the last checks: run the checks again.")


@transaction.atomic
def lock_run(*, run, by, at, expected_version):
    """In checks → locked. Looks once more at what is due and at the checks, then freezes payer, payee and account,
    how many signatures the total needs, and the hash of the list. Refused while a block remains or when something
    changed meanwhile."""
    row = lock_row(run=run, verb="lock_run", by=by, at=at, expected_version=expected_version)
    missing, stale, known = _lines.differences(row)
    if missing or stale or _lines.payouts_differ(row, known):
        raise Refused(CHANGED)
    before = _blocked(row)
    checks.refresh(row, on=timezone.localdate(at))
    if _blocked(row) - before:
        raise Refused(CHANGED)
    sentence = why_not(by, row, "lock_run", at=at)
    if sentence:
        raise Refused(sentence)
    case = Application.objects.filter(pk=OuterRef("application_id"))
    account = {
        "payee_name": Subquery(case.values("payee_name")[:1]),
        "iban": Subquery(case.values("iban")[:1]),
    }
    row.payments.filter(state=Payment.State.DUE).update(**account)
    row.payouts.update(
        **account, end_to_end_id=Concat(Value(f"B2-{row.month:%Y%m}-"), Cast("pk", CharField()))
    )
    calls = run_rules.paid_by_municipality(set(row.payouts.values_list("application__call", flat=True)))
    row.payouts.update(payer=row.plan_office)
    row.payouts.filter(application__call__in=calls).update(payer=Subquery(case.values("municipality")[:1]))
    return move(
        row=row,
        verb="lock_run",
        lines_hash=_lines.lines_hash(row),
        approvals_needed=run_rules.approvals_needed(row),
        locked_at=at,
        locked_by=by,
    )


def _blocked(row):
    return set(
        row.checks.filter(severity=RunCheck.Severity.BLOCK, application__isnull=False).values_list(
            "code", "application_id"
        )
    )
