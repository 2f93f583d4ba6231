"""The points of a case: those its call ranks by, and the scores of its assessment. Reads loaded rows only."""

from django.utils.translation import gettext as _

from applications import scales
from applications.facts import rules_of
from applications.models import Application
from eligibility.ranking import Candidate, NotRankable, points


def ranked_by_points(user):
    """True when a call whose cases ``user`` sees gives points. One query."""
    sets = Application.objects.visible_to(user).order_by().values_list("call__rule_set", flat=True).distinct()
    model = Application._meta.get_field("call").related_model._meta.get_field("rule_set").related_model
    return any(_gives(row) for row in model.objects.filter(pk__in=sets))


def points_of(case):
    """(gives points?, the points or None while a figure is missing), under the rules of the call.

    ``case``: with ``isee_value`` and its assessments. A missing figure is never counted as zero.
    """
    rules = rules_of(case.call.rule_set).ranking
    if rules is None or not rules.scores:
        return False, None
    try:
        return True, points(rules, Candidate(case.ref, {"isee": case.isee_value, **figures(case)}))
    except NotRankable:
        return True, None


def figures(case):
    """{name of the figure: score} of the assessment both offices signed; empty without one."""
    held = _held(case)
    if held is None:
        return {}
    found = {code: score for code, score in scales.scores(held).items() if score is not None}
    return found | {f"{code}_score": score for code, score in found.items()}


def scores_in_words(case):
    """ "ADL 2, IADL 1": the scores of the assessment both offices signed; what is missing says so."""
    held = _held(case)
    if held is None:
        return ""
    found = scales.scores(held)
    return ", ".join(
        f"{_short(scale)}: {_('not complete') if found[scale.code] is None else found[scale.code]}"
        for scale in scales.of(held)
    )


def _short(scale):
    """ "ADL" of "Daily living (ADL)": how people call the scale; its whole name when it has no other."""
    label = str(scale.label)
    return label.partition("(")[2].partition(")")[0] or label


def _held(case):
    return next((row for row in case.assessments.all() if row.signed_by_both), None)


def _gives(rule_set):
    ranking = rules_of(rule_set).ranking
    return ranking is not None and bool(ranking.scores)
