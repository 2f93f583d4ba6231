"""Write other rules for the money of a call, for another person to confirm."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from vouchers.actions.confirm_money_rules import rules_of
from vouchers.models import MoneyProposal

THERE = _("Somebody has already proposed other rules: confirm or refuse those first.")


def propose_money_rules(*, call, by, at, values):
    """``values``: {field of MoneyRules: plain value}, its act included. Nothing changes yet. Returns the proposal."""
    if not by.may("call.write") or by.plan_office != call.plan_office:
        raise Refused(NOT_YOUR_ROLE)
    if not values.get("act", "").strip():
        raise Refused(_("Write number and date of the act that decides it."))
    try:
        rules_of(MoneyProposal(call=call, values=values)).validate_constraints()
    except ValidationError as problem:
        raise Refused(" ".join(problem.messages)) from problem
    try:
        with transaction.atomic():
            return MoneyProposal.objects.create(call=call, values=values, proposed_at=at, proposed_by=by)
    except IntegrityError as error:
        raise Refused(THERE) from error
