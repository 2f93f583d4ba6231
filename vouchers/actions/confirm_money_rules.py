"""A second person confirms other rules for the money of a call, or refuses them."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.permissions import FOUR_EYES, NOT_YOUR_ROLE
from vouchers.models import MoneyProposal, MoneyRules

CLOSED = _("This proposal was answered already.")
SUMS = ("third_signature_from",)  # written as text in the proposal


@transaction.atomic
def confirm_money_rules(*, proposal, by, at, refusal=""):
    """They hold from the next list, for every month not closed by it: what differs for months already paid becomes
    arrears or recoveries. With ``refusal`` (why) they never hold. Returns the MoneyRules, or None when refused.
    """
    row = MoneyProposal.objects.select_for_update(of=("self",)).select_related("call").get(pk=proposal.pk)
    if not by.may("call.publish") or by.plan_office != row.call.plan_office:
        raise Refused(NOT_YOUR_ROLE)
    if row.closed_at is not None:
        raise Refused(CLOSED)
    if not refusal and by.pk == row.proposed_by_id:
        raise Refused(FOUR_EYES)
    row.closed_at, row.closed_by, row.refusal = at, by, refusal.strip()
    if not row.refusal:
        row.became = rules_of(row)
        row.became.decided_at, row.became.decided_by = at, by
        row.became.save()
    row.save()
    return row.became


def rules_of(proposal):
    """The MoneyRules the proposal would become, not saved."""
    values = {
        name: Decimal(value) if name in SUMS and value is not None else value
        for name, value in proposal.values.items()
    }
    return MoneyRules(call=proposal.call, **values)
