"""The text of a plan as plain values: what its signatures bind."""

from datetime import date
from decimal import Decimal
from uuid import UUID

TEXTS = (
    "wishes",
    "emergency_plan",
    "caregiver_takes_part",
    "caregiver_consent_on",
    "starts_on",
    "ends_on",
    "review_on",
)
LISTS = ("needs", "goals", "interventions", "resources")
_NOT_TEXT = {"id", "plan_id", "position"}


def plain(value):
    """A value of the database as JSON has it."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


def content(plan):
    """{text or list: its values, rows in order}, all that is signed. A goal is named by its key, not by its number."""
    goals = {row.pk: str(row.key) for row in plan.goals.all()}
    found = {name: plain(getattr(plan, name)) for name in TEXTS}
    for name in LISTS:
        found[name] = []
        for row in getattr(plan, name).all():
            values = {
                field.attname: plain(getattr(row, field.attname))
                for field in row._meta.concrete_fields
                if field.attname not in _NOT_TEXT
            }
            if "goal_id" in values:
                values["goal"] = goals.get(values.pop("goal_id"))
            found[name].append(values)
    return found
