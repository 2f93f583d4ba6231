"""Months whose expense report has not come: for the work queue and the checks of a run. Few queries, whatever their
number."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import OuterRef, Subquery

from applications.facts import rules_of
from applications.models import Call
from vouchers import knowledge
from vouchers.expenses import ACCEPTED, SENT_BACK
from vouchers.ledger import months, next_month
from vouchers.models import ExpenseReport, Interruption, MoneyRules


def calls_asking(plan_office):
    """{id of a call of the Ambito that pays a month only after its report: months that may stay without one before the
    right is lost, None where the call says nothing of it}. One query."""
    newest = MoneyRules.objects.filter(call=OuterRef("pk")).order_by("-pk").values("after_report")[:1]
    calls = Call.objects.filter(plan_office=plan_office, published_at__isnull=False)
    return {
        call.pk: _allowed(call)
        for call in calls.select_related("rule_set").annotate(decided=Subquery(newest))
        if _asks(call)
    }


def _allowed(call):
    payment = rules_of(call.rule_set).payment
    return payment.sabbatical_months if payment else None


def _asks(call):
    """What the call says wins over the act of the office."""
    payment = rules_of(call.rule_set).payment
    return bool(call.decided if payment is None else payment.after_report)


def of(awards, *, until, accepted_only=False):
    """[(case, [months without a report])] of some awards, up to the month of the day ``until``.

    A report that waits counts as there, unless ``accepted_only``. Months wholly away ask for none.
    """
    awards = list(
        awards.filter(components__isnull=False, starts_on__lte=until)
        .distinct()
        .select_related("application__person", "application__municipality", "application__case_manager")
        .order_by("application__person__last_name", "application_id")
    )
    cases = {one.application_id for one in awards}
    if not cases:
        return []
    there, away = set(), defaultdict(list)
    reports = ExpenseReport.objects.filter(application__in=cases)
    reports = reports.filter(verdict=ACCEPTED) if accepted_only else reports.exclude(verdict=SENT_BACK)
    there.update(reports.order_by().values_list("application", "month"))
    for row in Interruption.objects.filter(application__in=cases):
        away[row.application_id].append(row)
    found = []
    for award in awards:
        lacking = [
            month
            for month in months(award.starts_on, min(until, award.ends_on))
            if (award.application_id, month) not in there and not _away(away[award.application_id], month)
        ]
        if lacking:
            found.append((award.application, lacking))
    return found


def beyond(awards, *, on):
    """[(case, [months without a report], months the call allows)] of the awards whose months are more than those.

    A month counts once the time to report it is over: after the months it is paid with and, where there is one, the
    term. One reported too late counts too.
    """
    found, waiting = [], defaultdict(set)
    lives = [life for life in knowledge.of_awards(awards).lives if life.rules.sabbatical_months is not None]
    rows = ExpenseReport.objects.filter(
        application__in={life.award.application_id for life in lives}, verdict=""
    )
    for case, month in rows.order_by().values_list("application", "month"):
        waiting[case].add(month)
    for life in lives:
        lacking = unreported(life, on=on, waiting=waiting[life.award.application_id])
        if len(lacking) > life.rules.sabbatical_months:
            found.append((life.award.application, lacking, life.rules.sabbatical_months))
    return found


def unreported(life, *, on, waiting=()):
    """The months (first days) of one award whose time to be reported is over on the day ``on`` with no report in time.

    Months in which nothing is due ask for none. ``waiting``: months whose report waits to be looked at: it is there.
    """
    award = life.award
    return [
        month
        for month in months(award.starts_on, min(on, award.ends_on))
        if _is_over(life, month, on)
        and any(life.whole(one, month) for one in award.components.all())
        and month not in waiting
        and (
            (report := life.reports.get(month)) is None
            or report.is_late(life.rules.last_day_to_report(month))
        )
    ]


def _is_over(life, month, on):
    last_day = life.rules.last_day_to_report(month)
    return on > last_day if last_day else on >= next_month(life.rules.period_end(month))


def _away(stays, month):
    """True when one stay covers the whole month."""
    last = next_month(month) - timedelta(days=1)
    return any(one.starts_on <= month and (one.ends_on is None or one.ends_on >= last) for one in stays)
