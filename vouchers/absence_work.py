"""Stays that come near the day the money stops, or whose expected return has passed, on the work queue."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.formats import day_words
from applications import work
from vouchers import absence_page
from vouchers.models import Interruption

MOST = 50  # tasks of one kind on a page
LONG = 25  # days away without a date of return, where the call sets no limit of days


@work.source
def stays_to_look_at(*, user, on, whose):
    """For who writes cases: ask whether the person is back, before the limit and after the day they said."""
    if whose == work.UNASSIGNED or not user.may("case.write"):
        return []
    rows = Interruption.objects.visible_to(user).filter(ends_on__isnull=True)
    if whose == work.MINE:
        rows = rows.filter(application__case_manager=user)
    rows = list(rows.select_related("application__person").order_by("starts_on")[: MOST * 2])
    if not rows:
        return []
    summaries, found = absence_page.going_on(rows, on=on), []
    for row in rows:
        why = _why(row, summaries.get(row.pk), on)
        if why:
            found.append(_task(row, why, on))
    return found[:MOST]


def _why(row, summary, on):
    """One sentence, or "" when there is nothing to ask yet."""
    if row.expected_on and row.expected_on < on:
        return _("The return was expected on %(day)s: is the person back?") % {
            "day": day_words(row.expected_on)
        }
    if summary and summary.limit and summary.is_near(on=on):
        return _("%(used)s days of %(limit)s are used: after them the money stops. Is the person back?") % {
            "used": summary.used,
            "limit": summary.limit,
        }
    if row.days_away(on=on) >= LONG and not row.expected_on:
        return _("Away for %(n)s days and nobody said until when: is the person back?") % {
            "n": row.days_away(on=on)
        }
    return ""


def _task(row, why, on):
    case = row.application
    return work.Task(
        label=_("Ask whether the person is back"),
        case=case,
        person=case.person.full_name,
        age=case.person.age_on(on),
        url=reverse("applications:case", args=[case.ref]),
        action=_("Record return"),
        action_url=reverse("vouchers:end_interruption", args=[case.ref]),
        icon="ban",
        why=why,
        due_on=row.expected_on,
        code="end_interruption",
        kind=_("Stays to ask about"),
    )
