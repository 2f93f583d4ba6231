"""May this person write on the budget of a call? One sentence when not."""

from django.utils.translation import gettext_lazy as _

from applications.permissions import NOT_YOUR_ROLE

NO_LINES_IN_THE_RULES = _(
    "The rules of this call write no budget with its sums: add the lines one by one, with their act."
)
LINES_ARE_THERE = _("The budget of this call is open already: add a line, or move the money with its act.")


def why_not_budget(user, call):
    """None when ``user`` may write on the budget of ``call``."""
    if not user.may("budget.write") or user.office is None or user.office.pk != call.plan_office_id:
        return NOT_YOUR_ROLE
    if call.published_at is None:
        return _("The call is not published yet: its budget is opened afterwards.")
    return None


def why_not_open(user, call, rules):
    """None when the lines can be taken from the rules of the call."""
    if sentence := why_not_budget(user, call):
        return sentence
    if call.budget_lines.exists():
        return LINES_ARE_THERE
    if rules.budget is None or None in rules.budget.split().values():
        return NO_LINES_IN_THE_RULES
    return None
