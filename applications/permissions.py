"""May this be done to this case, now, by this person? The same sentence greys the button and refuses the request."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from applications import approving, life, plan_verbs, refusal
from applications.facts import assess_case
from applications.life import FOUR_EYES, NOT_YOUR_ROLE
from applications.models import Part
from applications.newest import current_assessment, current_plan
from applications.scales import missing_items
from applications.workflow import EDITABLE, PAYABLE, TRANSITIONS, Status

__all__ = ["FOUR_EYES", "NOT_YOUR_ROLE", "current_plan"]  # found here too

NOT_IN_THIS_STATE = _("This cannot be done while the case is “%(status)s”.")
LACKS_CERTIFICATE = _("Add Law 104 or the care allowance, or tick that there is neither.")
LACKS_ISEE = _("Add the ISEE.")
REASON_NEEDED = _("Write the reason: whoever receives it must understand it.")


def may_edit(user, application):
    """None when ``user`` may change the data of the case, else the sentence that says why not."""
    if not user.may("case.write"):
        return NOT_YOUR_ROLE
    if application.status not in EDITABLE:
        return _("The data of the case are closed while it is “%(status)s”.") % {
            "status": application.get_status_display()
        }
    return None


def may_import(user, application):
    """None when ``user`` may write the data of a draft that comes from an office's own list, else the sentence."""
    return None if user.may("case.import") and application.status == Status.DRAFT else NOT_YOUR_ROLE


def may_edit_payee(user, application):
    """As ``may_edit``, for the account the money goes to: a closed account is changed while the case is paid too.

    A list of payment that is locked keeps the account it was locked with.
    """
    if user.may("case.write") and application.status in PAYABLE:
        return None
    return may_edit(user, application)


def may_edit_evidence(user, application):
    """As ``may_edit``, for ISEE and certificates: they are renewed while the case is paid too.

    What was decided keeps the facts it was decided on.
    """
    return may_edit_payee(user, application)


def may_edit_step(user, application, step):
    """The sentence for one page of the intake, or None."""
    check = {"riscossione": may_edit_payee, "requisiti": may_edit_evidence}.get(step, may_edit)
    return check(user, application)


def may_note(user):
    """None when ``user`` may write on the timeline, else the sentence that says why not."""
    if user.may("case.write") or user.may("assessment.health") or user.may("plan.approve"):
        return None
    return NOT_YOUR_ROLE


def why_not(user, application, verb, *, at):
    """None when ``user`` may do ``verb`` to the case at the instant ``at``, else one sentence.

    Looks at role, status and what the case contains; scope is the query set's business (404).
    """
    transition = TRANSITIONS[verb]
    if transition.permission and not user.may(transition.permission):
        return NOT_YOUR_ROLE
    if application.status not in transition.sources:
        return NOT_IN_THIS_STATE % {"status": application.get_status_display()}
    check = _CHECKS.get(verb)
    return check(user, application, at) if check else None


def offers(user, application, *, at):
    """The verbs with a page that make sense in this status for this role: [(transition, sentence or None)]."""
    found = []
    for transition in TRANSITIONS.values():
        if not transition.page or application.status not in transition.sources:
            continue
        if transition.permission and not user.may(transition.permission):
            continue
        if transition.verb == "sign_assessment" and part_of(user) is None:
            continue
        if transition.verb in life.OFFERED and not life.OFFERED[transition.verb](application):
            continue
        if not refusal.makes_sense(application, transition.verb):
            continue
        if application.status in transition.stays and not plan_verbs.moves(application, transition.verb):
            continue
        found.append((transition, why_not(user, application, transition.verb, at=at)))
    return found


def part_of(user):
    """The part of the assessment this person owns: the ASST the health part, the Comune the social one."""
    if user.may("assessment.health") and user.office.kind == Office.Kind.HEALTH_AUTHORITY:
        return Part.HEALTH
    if user.may("assessment.social") and user.office.kind != Office.Kind.HEALTH_AUTHORITY:
        return Part.SOCIAL
    return None


def missing_by_step(application):
    """What the application still lacks before it can be sent: [(step of the intake, sentence)], in their order."""
    person = application.person
    looks = (
        ("residenza", application.resident is None, _("Say whether the person is resident in the Ambito.")),
        ("requisiti", application.lives_at_home is None, _("Say whether the person lives at home.")),
        (
            "requisiti",
            not person.certificates.all() and not application.declares_no_certificate,
            LACKS_CERTIFICATE,
        ),
        ("requisiti", not person.isee_set.all(), LACKS_ISEE),
        (
            "caregiver",
            application.has_caregiver is None,
            _("Say whether a family caregiver assists the person."),
        ),
        ("assistente", application.has_carer is None, _("Say whether there is an employed carer.")),
        ("sostegni", not application.requested, _("Choose at least one support.")),
        ("riscossione", not application.iban, _("Add the IBAN of the account.")),
        ("consensi", application.consent_given_on is None, _("Write when the privacy notice was signed.")),
    )
    return [(step, sentence) for step, lacks, sentence in looks if lacks]


def may_come_later(application):
    """What is missing and the call lets arrive after the application: {“certificates” or “isee”: sentence}."""
    if not application.call.late_days:
        return {}
    person = application.person
    looks = (
        ("certificates", person.certificates.all() or application.declares_no_certificate, LACKS_CERTIFICATE),
        ("isee", person.isee_set.all(), LACKS_ISEE),
    )
    return {code: sentence for code, there, sentence in looks if not there}


def missing_to_submit(application):
    """The sentences of what must be there before the application is sent."""
    later = {str(sentence) for sentence in may_come_later(application).values()}
    return [sentence for _step, sentence in missing_by_step(application) if str(sentence) not in later]


def may_remind(user, application):
    """None when the family can be reminded of an open request for documents, else the sentence."""
    if not user.may("case.write"):
        return NOT_YOUR_ROLE
    request = next((one for one in application.document_requests.all() if one.closed_at is None), None)
    if request is None:
        return _("No documents are awaited.")
    if request.reminded_at:
        return _("The family has already been reminded.")
    return None


def may_control(user):
    """None when ``user`` may record the control of a case drawn by lot, else the sentence."""
    return None if user.may("case.write") or user.may("case.decide") else NOT_YOUR_ROLE


def may_open(user, document):
    """None when ``user`` may open the file, else the sentence that says why not. The case must be in scope already."""
    if document.is_health and not user.may("case.health.read"):
        return _("This is a clinical document: your role sees the case without health data.")
    if document.has_money and not user.may("money.read"):
        return _("This document has amounts or an IBAN: your office does not see them.")
    return None


def may_attach(user):
    """None when ``user`` may put files into a case, else the sentence."""
    return None if user.may("case.write") or user.may("assessment.health") else NOT_YOUR_ROLE


def _submit(user, application, at):
    if not application.call.is_open(at=at):
        return _("The call is closed: applications are accepted only while it is open.")
    missing = missing_to_submit(application)
    return missing[0] if missing else None


def _send_to_asst(user, application, at):
    assessment = current_assessment(application)
    if assessment is None:
        return _("Start the assessment first.")
    if application.sent_to_asst_at:
        return _("The case has already been sent to the ASST.")
    return None


def _sign_assessment(user, application, at):
    part = part_of(user)
    if part is None:
        return NOT_YOUR_ROLE
    assessment = current_assessment(application)
    if assessment is None:
        return _("Start the assessment first.")
    if part in assessment.valid_signatures():
        return _("Your part is already signed.")
    missing = missing_items(assessment, part)
    if missing:
        return _("The answer to “%(item)s” is missing: complete your part, then sign.") % {"item": missing[0]}
    return None


def _reject(user, application, at):
    sentence, outcome = _against(application, at)
    lent = approving.to_reject(user, on=timezone.localdate(at))
    sentence = sentence or approving.why_not_reject(user, application, current_plan(application), lent)
    return sentence or refusal.before_rejecting(application, outcome, on=timezone.localdate(at))


def _against(application, at):
    """(the sentence why the rules do not let the case be refused, or None; the outcome)"""
    outcome = assess_case(application, on=timezone.localdate(at))
    if outcome.verdict == "unknown" or outcome.monthly_total is None:
        return _("Some data are not known yet: a case is never rejected for missing data."), outcome
    if outcome.verdict == "entitled" and outcome.due:
        return _("By the rules of the call the person is entitled: it cannot be rejected."), outcome
    return None, outcome


def _notify_refusal(user, application, at):
    sentence = refusal.why_not_notify(application) or _against(application, at)[0]
    return sentence or approving.why_not_reject(user, application, current_plan(application), [])


_CHECKS = (
    {
        "submit": _submit,
        "send_to_asst": _send_to_asst,
        "sign_assessment": _sign_assessment,
        "reject": _reject,
        "notify_refusal": _notify_refusal,
        "record_observations": lambda user, application, at: refusal.why_not_record(application),
        "answer_observations": lambda user, application, at: refusal.why_not_answer(application),
        "withdraw_notice": lambda user, application, at: refusal.why_not_record(application),
    }
    | life.CHECKS
    | plan_verbs.CHECKS
)
