"""Writing and publishing rules and calls in tests: two managers, a director, a draft that is ready."""

from django.urls import reverse

from applications.actions.create_rule_draft import create_rule_draft
from applications.actions.submit_rule_draft import submit_rule_draft
from applications.rule_text import parameters
from tests.applications.factories import NOW, make_user, world

__all__ = [
    "NOW",
    "another_manager",
    "data_of",
    "first_sum",
    "here",
    "make_draft_rules",
    "sent_draft",
    "world",
]


def another_manager(w):
    return make_user("luisa@valserena.example", w.plan_office, "plan_manager", "Luisa", "Seconda")


def make_draft_rules(w, *, name="valserena-2027", by=None, at=NOW):
    """A draft from the text of the call, with the examples that come with it."""
    return create_rule_draft(
        plan_office=w.plan_office, based_on=w.call.rule_set, name=name, by=by or w.manager, at=at
    )


def sent_draft(w, **more):
    draft = make_draft_rules(w, **more)
    return submit_rule_draft(draft=draft, by=w.manager, at=NOW, expected_version=draft.edit_version)


def here(verb, row):
    """The address of a verb on a draft of rules or on a call."""
    return reverse(f"applications:{verb}", args=[getattr(row, "number_prefix", None) or row.pk])


def data_of(draft, **changes):
    """What the form of the text sends when nothing is changed."""
    return {
        "text": draft.text,
        "cases": draft.cases,
        "activates_on": "",
        "expected_version": draft.edit_version,
    } | changes


def first_sum(draft):
    """The field of the first fixed sum of the text, and what is in it."""
    return next(one for one in parameters(draft.text) if one.key == "value")
