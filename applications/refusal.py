"""The notice of refusal of a case: whether one is open, until when the family answers, what it stops. Reads rows."""

from django.utils.translation import gettext_lazy as _

from accounts.formats import day
from eligibility.outcome import Outcome

NEED_A_NOTICE = frozenset({"record_observations", "answer_observations", "withdraw_notice"})
NO_NOTICE = _("There is no open notice of refusal.")


def open_notice(application):
    """The notice the family can still answer, or that waits for the decision; None."""
    return next((one for one in application.refusal_notices.all() if one.closed_at is None), None)


def unanswered(notice):
    """The observations nobody has answered yet."""
    return [row for row in notice.observations.all() if row.answered_at is None]


def reasons(outcome, requested):
    """Codes of what stands against the application: requirements not met, else supports asked for and not due."""
    unmet = [row for row in outcome.criteria if row.verdict == "not_met" and row.stage == "application"]
    rows = unmet or [
        row for row in outcome.interventions if row.code in requested and row.verdict == "not_due"
    ]
    return {row.code for row in rows}


def makes_sense(application, verb):
    """True when the verb is worth showing: those of a notice while one is open, the notice where the call wants it."""
    if verb in NEED_A_NOTICE:
        return open_notice(application) is not None
    return verb != "notify_refusal" or application.call.refusal_notice


def why_not_notify(application):
    """None when a notice may be sent, else the sentence."""
    if not application.call.refusal_notice:
        return _("This call gives no notice before a refusal.")
    if open_notice(application):
        return _("There is already an open notice of refusal.")
    return None


def why_not_record(application):
    """None when a notice is open, else the sentence."""
    return None if open_notice(application) else NO_NOTICE


def why_not_answer(application):
    """None when there is something to answer, else the sentence."""
    notice = open_notice(application)
    if notice is None:
        return NO_NOTICE
    return None if unanswered(notice) else _("There are no observations to answer.")


def before_rejecting(application, outcome, *, on):
    """None when the case may be rejected on the day ``on`` as far as art. 10-bis goes, else the sentence."""
    if not application.call.refusal_notice:
        return None
    notice = open_notice(application)
    if notice is None:
        return _(
            "First send the notice of refusal: the family has ten days to answer (art. 10-bis L. 241/1990)."
        )
    if notice.received_on is None:
        return _("Write first when the family received the notice of refusal: the ten days run from then.")
    if on <= notice.term_on:
        return _("The family can answer the notice of refusal until %(day)s.") % {"day": day(notice.term_on)}
    if unanswered(notice):
        return _(
            "Answer the observations of the family first: the decision must say why they are not enough."
        )
    told = reasons(Outcome.from_json(notice.findings), application.requested)
    if not reasons(outcome, application.requested) <= told:
        return _("The reasons are no longer those of the notice: withdraw it and send a new one.")
    return None
