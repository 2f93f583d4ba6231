"""May the plan be sent, sent back, approved? The first plan of a case, or a new version while the case is paid."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import approving
from applications.facts import assess_case
from applications.models import Part, PlanState
from applications.newest import current_assessment, current_plan
from applications.plan_signatures import missing_signatures
from applications.workflow import PAID

# verb → the states of the plan it starts from
STATES = {
    "submit_plan": (PlanState.DRAFT, PlanState.RETURNED),
    "return_plan": (PlanState.SUBMITTED,),
    "approve_plan": (PlanState.SUBMITTED,),
}


def moves(application, verb):
    """True when the newest plan of a case that is paid can be moved by ``verb``: there is a version in progress."""
    plan = current_plan(application)
    return plan is not None and plan.state in STATES[verb]


def _submit(user, application, at):
    assessment = current_assessment(application)
    if application.status not in PAID and (assessment is None or not assessment.signed_by_both):
        signed = assessment.valid_signatures() if assessment else {}
        if Part.HEALTH not in signed and Part.SOCIAL in signed:
            return _("The ASST has not signed its part of the assessment yet.")
        return _("The assessment must be signed by the social worker and by the ASST first.")
    plan = current_plan(application)
    if plan is None or plan.state not in STATES["submit_plan"]:
        return _("Write the Individual Plan first.")
    if not plan.wishes:
        return _("Write what matters to the person, in their own words.")
    if not plan.goals.all() or not plan.interventions.all():
        return _("The plan needs at least one goal and one intervention.")
    if plan.starts_on is None or plan.ends_on is None:
        return _("Write from when to when the plan holds.")
    return None


def _decide(user, application, at):
    plan = current_plan(application)
    if plan is None or plan.state != PlanState.SUBMITTED:
        return _("There is no plan waiting for approval.")
    return approving.why_not_decide(user, plan, approving.lent_to(user, on=timezone.localdate(at)))


def _approve(user, application, at):
    sentence = _decide(user, application, at)
    if sentence:
        return sentence
    plan = current_plan(application)
    needed = missing_signatures(application, plan)[0] if plan.content_hash else []
    if needed:
        return _("A signature under the plan is missing: %(who)s.") % {"who": needed[0].label}
    if (
        application.status in PAID
    ):  # the amount was decided with the first version, and changes in its own way
        return None
    outcome = assess_case(application, on=timezone.localdate(at))
    if outcome.verdict == "unknown":
        return _("The calculation is not complete: some data are missing.")
    if outcome.verdict == "not_entitled" or outcome.monthly_total is None or not outcome.due:
        return _("By the rules of the call no amount is due: return the plan or reject the case.")
    return None


CHECKS = {"submit_plan": _submit, "return_plan": _decide, "approve_plan": _approve}
