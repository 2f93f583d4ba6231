"""What the decisions on a plan share: the text that was read, in whose place, and the row of the register."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.formats import euro
from accounts.refusal import Refused
from applications import approving
from applications.models import PlanDecision
from applications.plan_content import content


def same_as_read(*, plan, read, at):
    """Refuse with who changed the plan and when, unless it is the one of ``read``: (key, version of its edit)."""
    if (plan.pk, plan.edit_version) != read:
        raise Refused(approving.changed(plan, at=at))


def same_total(outcome, expected):
    """Refuse when the calculation no longer gives the amount that was read; ``expected`` None: none was shown."""
    if expected is not None and outcome.monthly_total != expected:
        raise Refused(
            _(
                "The calculation changed while you were reading: it was %(before)s a month, now it is %(after)s."
            )
            % {"before": euro(expected), "after": euro(outcome.monthly_total)}
        )


def delegation_for(*, plan, by, at):
    """The delegation ``by`` decides with, None by their own role. Refused when none holds at the instant ``at``."""
    lent = approving.lent_to(by, on=timezone.localdate(at))
    sentence = approving.why_not_decide(by, plan, lent)
    if sentence:
        raise Refused(sentence)
    return approving.usable(plan, lent)


def register(*, plan, kind, by, at, note="", delegation=None, determination=None):
    """Write the decision with the text it was taken on. Returns the PlanDecision."""
    return PlanDecision.objects.create(
        plan=plan,
        kind=kind,
        decided_at=at,
        decided_by=by,
        office=by.office,
        role=by.acting_as.role,
        delegation=delegation,
        note=note,
        content_hash=plan.content_hash,
        content=content(plan),
        determination=determination,
    )
