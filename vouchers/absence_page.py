"""What a stay does to the days of a person: its rule, the days used of the year, the day the money stops.

Built from the calendar the case is paid by; nothing is written here.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language

from eligibility import calendar
from eligibility.calendar import Stay
from eligibility.dates import whole_years
from vouchers import knowledge

NEAR = 5  # days before the money stops, from which the limit is near


@dataclass(frozen=True)
class Summary:
    """``limit``: days a year that stay due (None: no limit; 0: the money stops from the first day); ``used``: days of
    this kind that count against the year ``year``, this stay included, up to its end or to the day it was asked on.

    ``stops_on``: the first day not due; ``ends_on``: the day the measure ends. None: not for now.
    """

    label: str
    sentence: str
    limit: int | None
    year: int
    used: int
    stops_on: date | None
    ends_on: date | None

    def is_near(self, *, on):
        """True from some days before the money stops, while the person is still away."""
        return self.limit is not None and (self.stops_on or date.max) > on and self.used >= self.limit - NEAR


def of_stay(life, stay, *, on):
    """The Summary of ``stay`` (an Interruption, saved or not) among the other stays of its ``life``."""
    rules = life.rules.calendar
    absence = rules.absence(stay.reason)
    others = [one for one in life.stays if one.pk is None or one.pk != stay.pk]
    stays = [Stay(one.reason, one.starts_on, one.ends_on) for one in [*others, stay]]
    joined = [one for one in _joined_to(stays, stay, on) if one.reason == stay.reason]
    last = stay.ends_on or max(on, stay.starts_on)
    mine = next(one for one in joined if one.starts_on <= stay.starts_on <= one.ends_on)
    year = mine.starts_on.year if absence.new_year == "after_home" else last.year
    birth = life.award.application.person.birth_date
    periods = calendar.timeline(rules, life.award.starts_on, life.award.ends_on, stays, birth)
    touching = [one for one in periods if one.reason == stay.reason and one.ends_on >= stay.starts_on]
    suspended = [
        one for one in touching if one.state == "suspended" and (one.starts_on <= last or not stay.ends_on)
    ]
    ended = [one for one in touching if one.state == "ended"]
    language = get_language() or "it"
    return Summary(
        label=absence.label.said(language),
        sentence=absence.sentence.said(language),
        limit=absence.max_days(whole_years(birth, mine.starts_on) if birth else None),
        year=year,
        used=sum(_days(one, absence, year, last) for one in joined),
        stops_on=max(suspended[0].starts_on, stay.starts_on) if suspended else None,
        ends_on=ended[0].starts_on if ended else None,
    )


def _joined_to(stays, stay, on):
    """The stays of one kind, those that follow one another without a day at home made one."""
    found = []
    for one in sorted((s for s in stays if s.reason == stay.reason), key=lambda s: s.starts_on):
        end = one.ends_on or max(on, one.starts_on)
        if found and one.starts_on <= found[-1].ends_on + timedelta(days=1):
            found[-1] = Stay(one.reason, found[-1].starts_on, max(end, found[-1].ends_on))
        else:
            found.append(Stay(one.reason, one.starts_on, end))
    return found


def _days(stay, absence, year, last):
    """Days of a stay that count against ``year``, up to the day ``last``."""
    end = min(stay.ends_on, last)
    if absence.new_year == "after_home":
        return max(0, (end - stay.starts_on).days + 1) if stay.starts_on.year == year else 0
    first, end = max(stay.starts_on, date(year, 1, 1)), min(end, date(year, 12, 31))
    return max(0, (end - first).days + 1)


def summary_of(case, stay, *, on):
    """The Summary of a stay of the case, None when no award covers it."""
    lives = [
        one
        for one in knowledge.of_case(case).lives
        if one.award.starts_on <= (stay.ends_on or on) and stay.starts_on <= one.award.ends_on
    ]
    return of_stay(lives[-1], stay, on=on) if lives else None


def going_on(rows, *, on):
    """{id of the interruption: Summary} of many, in a fixed number of queries."""
    cases = {row.application_id for row in rows}
    lives = {}
    for life in knowledge.of_cases(cases).lives:
        if life.award.starts_on <= on:
            lives[life.award.application_id] = life
    return {
        row.pk: of_stay(lives[row.application_id], row, on=on) for row in rows if row.application_id in lives
    }
