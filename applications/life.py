"""What may be done when the life of a case changes, in one sentence each; and what a Comune reads of it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from applications.models import Determination, LifeEvent, PlanState

NOT_YOUR_ROLE = _("Your role cannot do this.")
FOUR_EYES = _("You prepared it: someone else approves it.")
ANOTHER_RECORDED = _("You recorded it: somebody else looks at it again and decides.")


def reads(user, application, moment):
    """True unless ``moment`` is older than the passage of the case to the Comune of ``user``."""
    since = application.handed_over_at
    return not (since and moment < since and user.office.kind == Office.Kind.MUNICIPALITY)


def plans_to_read(user, application):
    """The plans of the case, the newest first; for the Comune that received it, without the versions of before.
    ``compares``: the version before it is there too.

    It reads the plan in force and the newest one, whenever written: it goes on from them (docs/decisions/0012).
    """
    plans = sorted(application.plans.all(), key=lambda plan: -plan.version)
    found = [
        plan
        for plan in plans
        if plan is plans[0] or plan.state == PlanState.APPROVED or reads(user, application, plan.written_at)
    ]
    there = {plan.version for plan in found}
    for plan in found:
        plan.compares = plan.version - 1 in there
    return found


def death_of(application):
    """The death that closed this case and was not taken back, or None."""
    return application.life_events.filter(kind=LifeEvent.Kind.DEATH, undone_at__isnull=True).first()


def open_appeal(application):
    """The request for review nobody has decided on yet, or None."""
    return application.life_events.filter(kind=LifeEvent.Kind.APPEAL, decided_at__isnull=True).first()


def plan_in_force(application):
    """The newest approved plan, or None."""
    return application.plans.filter(state=PlanState.APPROVED).order_by("-version").first()


def changes_to_decide(application):
    """Changes of who cares or of the ISEE on which nobody has decided yet whether the amount changes."""
    kinds = (LifeEvent.Kind.CAREGIVER, LifeEvent.Kind.CARER, LifeEvent.Kind.ISEE)
    return application.life_events.filter(kind__in=kinds, decided_at__isnull=True)


def refusal_of(application):
    """The determination that refused the case, or None."""
    return application.determinations.filter(verdict=Determination.Verdict.NOT_ENTITLED).first()


def _record_death(user, application, at):
    if application.person.died_on:
        return _("The death is already recorded.")
    return None


def _take_back_death(user, application, at):
    event = death_of(application)
    if event is None:
        return _("No death is recorded for this case.")
    return ANOTHER_RECORDED if event.recorded_by_id == user.pk else None


def _record_appeal(user, application, at):
    if open_appeal(application):
        return _("A request for review is already waiting for its answer.")
    return None


def _decide_appeal(user, application, at):
    appeal = open_appeal(application)
    if appeal is None:
        return _("No request for review is waiting for an answer.")
    if user.pk == appeal.recorded_by_id:
        return ANOTHER_RECORDED
    refused = appeal.determination
    if refused is not None and refused.made_by_id == user.pk:
        return _("You refused the application: somebody else decides on the review.")
    return None


CHECKS = {
    "record_death": _record_death,
    "take_back_death": _take_back_death,
    "record_appeal": _record_appeal,
    "decide_appeal": _decide_appeal,
}
# verbs a menu shows only when there is something to do them to
OFFERED = {
    "take_back_death": lambda application: bool(application.person.died_on),
    "decide_appeal": lambda application: open_appeal(application) is not None,
}
