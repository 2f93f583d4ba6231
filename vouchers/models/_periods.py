"""Periods of whole days that may not overlap."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db.models import Func


class DateRange(Func):
    """PostgreSQL ``daterange(from, to, bounds)``."""

    function = "DATERANGE"
    output_field = DateRangeField()


def no_overlap(*, name, key, start, end, message):
    """No two rows of one ``key`` may share a day; both ends belong to the period, a null end means for
    ever."""
    days = DateRange(start, end, RangeBoundary(inclusive_lower=True, inclusive_upper=True))
    return ExclusionConstraint(
        name=name,
        expressions=[(days, RangeOperators.OVERLAPS), (key, RangeOperators.EQUAL)],
        violation_error_message=message,
    )
