"""A plan as it was when somebody decided on it, from the ``content`` of the decision: to be compared with today's."""

from types import SimpleNamespace

from applications.models import IndividualPlan, PlanGoal, PlanIntervention, PlanNeed, PlanResource
from applications.plan_content import TEXTS

_MODELS = {
    "needs": PlanNeed,
    "goals": PlanGoal,
    "interventions": PlanIntervention,
    "resources": PlanResource,
}


class _Rows(list):
    """Rows that are not in the database any more, read as a related manager is."""

    def all(self):
        return self


def snapshot(content):
    """What ``plan_content.content`` wrote, as ``plan_changes.changes`` reads a plan. Nothing of it can be saved."""
    found = SimpleNamespace(**{name: _value(IndividualPlan, name, content[name]) for name in TEXTS})
    for name, model in _MODELS.items():
        setattr(found, name, _Rows(_row(model, values) for values in content[name]))
    goals = {str(row.key): row for row in found.goals}
    for row, values in zip(found.interventions, content["interventions"], strict=True):
        row.goal = goals.get(values.get("goal"))
    return found


def _row(model, values):
    known = {field.attname for field in model._meta.concrete_fields}
    return model(**{name: _value(model, name, value) for name, value in values.items() if name in known})


def _value(model, name, value):
    return model._meta.get_field(name).to_python(value)
