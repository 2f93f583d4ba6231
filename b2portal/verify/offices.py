"""Every row hangs together within one Ambito: what its columns lead to leads to the same Plan Office."""

from collections import deque
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from accounts.models import Office, User
from applications.models import Application

APPS = ("jobs", "papers", "applications", "vouchers")
FAR = 6  # columns on the way to an office, at most


def together(*, at):
    """Two columns of a row that lead to two Ambiti, for every model and every pair; no list to keep up to date."""
    for model in tables():
        for first, name in ((keys(model)[0], name) for name in keys(model)[1:]):
            found = (
                model._base_manager.alias(here=way(model, first), there=way(model, name))
                .filter(here__isnull=False, there__isnull=False)
                .exclude(here=F("there"))
            )
            for pk in found.order_by("pk").values_list("pk", flat=True).iterator():
                yield f"{_called(model, pk)}: its {first} and its {name} are of two Ambiti"


def comuni(*, at):
    """The Comune is a Comune, and under the Plan Office: not the Plan Office itself, not the ASST."""
    found = Application.objects.exclude(
        municipality__kind=Office.Kind.MUNICIPALITY, municipality__parent=F("plan_office")
    )
    for one in found.order_by("pk").iterator():
        yield f"case {one.ref}: its Comune is none of its Ambito"


def _called(model, pk):
    if model is Application:
        return f"case {Application.objects.get(pk=pk).ref}"
    return f"{model._meta.db_table} {pk}"


def tables():
    """The models of the product that are kept in a table of their own, the histories left out."""
    return [
        model
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "pgh_tracked_model")
    ]


@cache
def keys(model):
    """Names of the columns of ``model`` that lead to an office, those that are never empty first."""
    found = [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is not User and _nearest(field.related_model) is not None
    ]
    return [field.name for field in sorted(found, key=lambda field: field.null)]


def way(model, name):
    """The Plan Office that the column leads to."""
    steps = "__".join((name, *_nearest(model._meta.get_field(name).related_model)))
    return Coalesce(F(f"{steps}__parent_id"), F(f"{steps}__pk"))


@cache
def _nearest(model):
    """The fewest columns from ``model`` to an office, () for an office itself; None when none leads there. People are
    no way: they change office."""
    waiting = deque([(model, ())])
    seen = {model}
    while waiting:
        here, steps = waiting.popleft()
        if here is Office:
            return steps
        fields = [one for one in here._meta.concrete_fields if isinstance(one, models.ForeignKey)]
        for field in sorted(fields, key=lambda one: one.null):
            after = field.related_model
            if after not in seen and after is not User and len(steps) < FAR:
                seen.add(after)
                waiting.append((after, (*steps, field.name)))
    return None
