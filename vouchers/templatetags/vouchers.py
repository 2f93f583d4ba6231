"""The verbs of a run in templates: label and address from the one table that knows them."""

from django import template
from django.urls import reverse

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
