"""The signatures under the payment runs, in the register of approvals (``applications.decided``)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import ROLES
from applications import decided
from vouchers.models import PaymentRun


@decided.kind("elenco", "payment.read")
def runs(user, pk=None, most=None):
    """The lists of a month: locked, signed by two people, a signature taken away when it was unlocked."""
    rows = PaymentRun.objects.visible_to(user).select_related("plan_office", "locked_by")
    rows = rows.prefetch_related("approvals__approved_by", "approvals__locked_by", "approvals__voided_by")
    rows = rows.filter(pk=pk) if pk is not None else rows.filter(approvals__isnull=False).distinct()
    return [_record(row) for row in rows.order_by("-month")[:most]]


def _record(run):
    steps = [decided.step(_("Opened"), run.opened_at, run.opened_by)]
    if run.locked_at:
        steps.append(decided.step(_("List locked"), run.locked_at, run.locked_by, digest=run.lines_hash))
    for one in run.approvals.all():
        role = str(ROLES[one.role].label)
        signed = decided.done(_("Signed"), one.approved_at, one.approved_by, role=role, digest=one.lines_hash)
        steps.append(signed)
        if one.voided_at:
            steps.append(
                decided.step(
                    _("Signature no longer valid"), one.voided_at, one.voided_by, tone="warn", icon="undo"
                )
            )
    return decided.Record(
        kind="elenco",
        pk=run.pk,
        what=_("Payment list"),
        subject=run.of_month,
        detail="",
        url=reverse("vouchers:run", args=[run.number]),
        steps=decided.in_order(steps),
    )
