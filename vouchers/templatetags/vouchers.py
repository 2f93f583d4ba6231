"""The verbs of a run in templates: label and address from the one table that knows them."""

from django import template
from django.urls import reverse

from accounts.formats import number
from vouchers.workflow import MOVES

register = template.Library()


@register.simple_tag
def verb_label(verb):
    """The words of the button."""
    return MOVES[verb].label


@register.simple_tag
def verb_url(verb, run):
    """The page that asks before doing it."""
    return reverse(f"vouchers:{verb}", args=[run.number])


@register.filter
def exact_amount(value):
    """1142.60 → 1.142,60; 429156.359 → 429.156,359: a third decimal that an act writes is shown."""
    return number(value, 2 if value is None or value == round(value, 2) else 3)


@register.filter
def get(mapping, key):
    """The value of a key, or the key itself."""
    return mapping.get(key, key)
