"""Give a published call other rules from a day on: prepared here, in force when a second person confirms."""

from django.db import transaction

from accounts.refusal import Refused
from applications import law_permissions
from applications.actions._additions import check_rules, lock_call
from applications.models import CallAddition


@transaction.atomic
def change_call_rules(*, call, rule_set, rules_from, act, act_date, reason, by, at):
    """The addition, waiting for confirmation. Cases decided before keep the text they were decided under."""
    row = lock_call(call)
    sentence = law_permissions.on_published_call(by, row, "change_call_rules")
    if sentence:
        raise Refused(sentence)
    check_rules(row, rule_set=rule_set, rules_from=rules_from, at=at)
    return CallAddition.objects.create(
        call=row,
        kind=CallAddition.Kind.RULES,
        rule_set=rule_set,
        rules_from=rules_from,
        act=act,
        act_date=act_date,
        reason=reason,
        prepared_at=at,
        prepared_by=by,
    )
