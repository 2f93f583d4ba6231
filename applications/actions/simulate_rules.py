"""Try another text of rules on the real cases of the Ambito, in the background. Nothing of a case changes."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.refusal import Refused
from applications.models import Knowledge, Simulation
from applications.permissions import NOT_YOUR_ROLE
from applications.simulation import cases_of
from applications.tasks import start_rule_simulation
from eligibility.ruleset import RuleSetError, load

SAME = _("The two texts of rules are the same: there is nothing to compare.")
NO_CASES = _("There is no case yet to try the rules on.")
WRONG_TEXT = _("The draft cannot be read yet: %(problem)s")


@transaction.atomic
def simulate_rules(*, old, new_version=None, draft=None, on, months=(), knowledge=Knowledge.NOW, by, at):
    """``old``: RuleSetVersion; the other text is that of ``new_version`` or ``draft``, as it is now.

    ``on``: the day the rules are applied to; ``months``: first days of past months tried too, each at its last day,
    with the data ``knowledge`` says. Returns the Simulation.
    """
    if not by.may("call.publish"):
        raise Refused(NOT_YOUR_ROLE)
    text = (new_version or draft).text
    try:
        new_sha256 = load(text).hash
    except RuleSetError as problem:
        raise Refused(WRONG_TEXT % {"problem": problem}) from problem
    if new_sha256 == old.sha256:
        raise Refused(SAME)
    cases = cases_of(by.plan_office, since=min(months, default=None))
    if not cases.exists():
        raise Refused(NO_CASES)
    simulation = Simulation.objects.create(
        plan_office=by.plan_office,
        old=old,
        new_version=new_version,
        draft=draft,
        new_text=text,
        new_sha256=new_sha256,
        on=on,
        knowledge=knowledge,
        months=[f"{month:%Y-%m}" for month in months],
        started_at=at,
        started_by=by,
    )
    simulation.job = start_rule_simulation(simulation=simulation, cases=cases, by=by, at=at)
    simulation.save(update_fields=["job"])
    return simulation
