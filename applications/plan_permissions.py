"""Who signs a plan, who writes its reviews, and why not: the sentences of its pages."""

from django.utils.translation import gettext as _

from accounts.models import Office
from applications.models import Party, PlanState
from applications.permissions import NOT_YOUR_ROLE, current_plan


def party_of(user):
    """The party this person signs for in the system, or None. The manager signs by approving."""
    if user.may("assessment.health") and user.office.kind == Office.Kind.HEALTH_AUTHORITY:
        return Party.ASST
    if user.may("assessment.social") and user.may("plan.write"):
        return Party.SOCIAL
    return None


def _to_sign(application):
    plan = current_plan(application)
    if plan is None or not plan.content_hash or plan.state == PlanState.SUPERSEDED:
        return None, _("There is no plan to sign yet.")
    return plan, None


def why_not_sign(user, application):
    """None when ``user`` may sign the plan of the case in the system, else the sentence."""
    party = party_of(user)
    if party is None:
        return NOT_YOUR_ROLE
    plan, sentence = _to_sign(application)
    if sentence:
        return sentence
    if party == Party.ASST and application.health_office_id != user.office.pk:
        return _("The plan is signed by the ASST the case was sent to.")
    if party in plan.valid_signatures():
        return _("Your signature is already there.")
    return None


def why_not_add_paper(user, application):
    """None when ``user`` may put in a signature on paper, else the sentence."""
    if not user.may("plan.write"):
        return NOT_YOUR_ROLE
    plan, sentence = _to_sign(application)
    if sentence:
        return sentence
    if set(plan.valid_signatures()) >= set(Party):
        return _("All the signatures are already there.")
    return None


def why_not_review(user, application):
    """None when ``user`` may write down a review of the approved plan, else the sentence."""
    if not user.may("plan.write"):
        return NOT_YOUR_ROLE
    if approved(application) is None:
        return _("Reviews are of an approved plan: there is none yet.")
    return None


def approved(application):
    """The approved version, or None."""
    return next((one for one in application.plans.all() if one.state == PlanState.APPROVED), None)
