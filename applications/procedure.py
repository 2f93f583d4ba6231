"""The clock of one case: its days from the call, its stops, and what the case page says about it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day
from applications import clock
from applications.workflow import Status

# past these the procedure is concluded: the clock has nothing left to measure
RUNNING = frozenset({Status.WAITING_DOCS, Status.ASSESSING, Status.PLAN_REVIEW, Status.PLAN_RETURNED})


ANSWER_DAYS = 10  # to present observations, and the pause after them: art. 10-bis L. 241/1990


def notice_stop(notice):
    """The Stop of a notice of refusal with its observations; open while nobody knows when the family received it."""
    started_on = timezone.localdate(notice.issued_at)
    if notice.received_on is None:
        return clock.Stop(started_on)
    in_time = [row.presented_on for row in notice.observations.all() if row.presented_on <= notice.term_on]
    return clock.notice_stop(
        notified_on=started_on,
        days=ANSWER_DAYS,
        answered_on=max(in_time, default=None),
        received_on=notice.received_on,
        closed=closed_for(notice.application),
    )


def answer_term(application, received_on):
    """The last day to present observations: the tenth, or the first open day after it."""
    return clock.open_day(received_on + ANSWER_DAYS * clock.DAY, closed_for(application))


def closed_for(application):
    """On which days no term of this case ends: holidays, Sundays, the patron saint of its Comune."""
    return clock.closed_days(application.municipality.patron_day)


def reading_of(application, *, on):
    """The clock of the case on the day ``on``; None while nothing runs or the call does not say the days.

    Reads ``clock_stops`` (prefetched on the case page), the call and the Comune.
    """
    days = application.call.procedure_days
    if days is None or application.status not in RUNNING or application.submitted_at is None:
        return None
    return clock.read(
        started_on=timezone.localdate(application.submitted_at),
        days=days,
        stops=[clock.Stop(row.starts_on, row.ends_on) for row in application.clock_stops.all()],
        on=on,
        closed=closed_for(application),
    )


def in_words(reading, *, on):
    """Two sentences for the case page: where the clock is, and why it stands still or when it ends."""
    if reading.is_late(on):
        return _("The term of %(days)s days ended on %(day)s.") % {
            "days": reading.days,
            "day": day(reading.due_on),
        }
    used = ngettext(
        "%(used)s day of %(days)s is used.", "%(used)s days of %(days)s are used.", reading.used
    ) % {"used": reading.used, "days": reading.days}
    if reading.stopped_since:
        still = _("The clock stands still since %(day)s: %(left)s days stay.") % {
            "day": day(reading.stopped_since),
            "left": reading.left,
        }
        return f"{used} {still}"
    ends = _("The procedure ends by %(day)s.") % {"day": day(reading.due_on)}
    if reading.stopped_days:
        still = ngettext(
            "It stood still for %(n)s day.", "It stood still for %(n)s days.", reading.stopped_days
        ) % {"n": reading.stopped_days}
        ends = f"{ends} {still}"
    return f"{used} {ends}"
