"""Start a draft of rules: from a published text, or from a file somebody wrote."""

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts.refusal import Refused
from applications import law_permissions, rule_text
from applications.models import RuleSetDraft
from applications.rule_draft import read, read_cases, shipped_cases

ONE_OPEN = gettext_lazy(
    "There is already an open draft called %(name)s: open that one, or give another name."
)


@transaction.atomic
def create_rule_draft(*, plan_office, by, at, based_on=None, text="", cases="", name=""):
    """The new draft. ``name`` takes the place of the one in the text, "" keeps it.

    Without a ``text`` that of ``based_on`` is copied with its examples. Raises ``Refused`` when the text is not
    a rule set or another draft of that name is open.
    """
    if not by.may("call.write"):
        raise Refused(law_permissions.NOT_WRITER)
    if based_on is not None and not text:
        text, cases = based_on.text, cases or based_on.cases or shipped_cases(based_on.name)
    rules = read(text)
    if name and name != rules.name:
        text = rule_text.replaced(text, {"name": name})
        rules = read(text)
    read_cases(cases)
    refuse_second(plan_office=plan_office, name=rules.name)
    return RuleSetDraft.objects.create(
        plan_office=plan_office,
        name=rules.name,
        text=text,
        cases=cases,
        based_on=based_on,
        created_at=at,
        created_by=by,
        written_at=at,
        written_by=by,
    )


def refuse_second(*, plan_office, name, but=None):
    """Two open drafts of one name would each undo the other. ``but``: the draft that may have it."""
    drafts = RuleSetDraft.objects.filter(plan_office=plan_office, name=name, state__in=RuleSetDraft.OPEN)
    if drafts.exclude(pk=but.pk if but else None).exists():
        raise Refused(str(ONE_OPEN) % {"name": name})
