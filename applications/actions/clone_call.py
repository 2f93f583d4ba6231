"""Start a call from another: everything moved one year on, the act still to be written."""

import re
from calendar import isleap
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.refusal import Refused
from applications import law_permissions
from applications.models import AssessmentTerms, Call

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


@transaction.atomic
def clone_call(*, call, by, at):
    """The new draft call. Its rules are those of the old one until somebody chooses others.

    What the old one asks of assessments is asked here too.
    """
    if not by.may("call.write"):
        raise Refused(law_permissions.NOT_WRITER)
    new = Call.objects.create(
        plan_office=call.plan_office,
        clone_of=call,
        title=_next_year(call.title)[:160],
        programme=_next_year(call.programme)[:80],
        number_prefix=_free_prefix(_next_year(call.number_prefix)),
        rule_set=call.rule_set,
        act="",
        act_date=at.date(),
        opens_at=moved(call.opens_at),
        closes_at=moved(call.closes_at),
        benefit_from=moved(call.benefit_from),
        benefit_to=moved(call.benefit_to),
        review_office=call.review_office,
        procedure_days=call.procedure_days,
        documents_days=call.documents_days,
        late_days=call.late_days,
        reminder_days=call.reminder_days,
        refusal_notice=call.refusal_notice,
        prepared_at=at,
        prepared_by=by,
    )
    terms = AssessmentTerms.objects.filter(call=call).first()
    if terms:
        terms.pk, terms.call, terms.written_at, terms.written_by = None, new, at, by
        terms.save(force_insert=True)
    return new


def _next_year(words):
    return _YEAR.sub(lambda found: str(int(found[0]) + 1), words)


def moved(day):
    """The same day or hour a year later, on the clock of Rome; the end of February stays the end of February."""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    end_of_february = (local.month, local.day) in ((2, 28), (2, 29)) and not (
        local.day == 28 and isleap(local.year)
    )
    last = (29 if isleap(local.year + 1) else 28) if end_of_february else local.day
    return local.replace(year=local.year + 1, day=last)


def _free_prefix(wanted):
    """``wanted``, or with a number after it: a prefix belongs to one call for ever."""
    taken, n, prefix = set(Call.objects.values_list("number_prefix", flat=True)), 2, wanted[:20]
    while prefix in taken:
        prefix, n = f"{wanted[:16]}-{n}", n + 1
    return prefix
