"""Change which supports are asked for."""

from applications.actions._declare import declare
from applications.actions._editing import editing
from applications.models import HeldMeasure


def edit_support(*, application, by, at, expected_version, fields, measures=None):
    """``fields``: requested, other_measures (None = not asked yet) and the projects with their monthly
    cost, and the declaration's own. ``measures``: {code: figures of that measure}; measures no longer held lose
    theirs.
    """
    with editing(
        application=application, by=by, at=at, section="sostegni", expected_version=expected_version
    ) as row:
        for name, value in declare(row, fields).items():
            setattr(row, name, value)
        if measures is not None:
            row.measures.exclude(code__in=measures).delete()
            for code, figures in measures.items():
                HeldMeasure.objects.update_or_create(application=row, code=code, defaults=figures)
    return row
