"""May this be done to the assessment, now, by this person? And until when does an assessment hold?

The verbs of the case are in ``permissions.py``; these move no status.
"""

from calendar import monthrange
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.formats import day
from applications import scales
from applications.models import Assessment, AssessmentSignature, Event, Part, terms_of
from applications.permissions import NOT_IN_THIS_STATE, NOT_YOUR_ROLE, current_assessment, part_of
from applications.workflow import Status

WRITABLE = frozenset({Status.WAITING_DOCS, Status.ASSESSING, Status.ACTIVE})
NONE_YET = _("Start the assessment first.")


def _shut(application):
    if application.status in WRITABLE:
        return None
    return NOT_IN_THIS_STATE % {"status": application.get_status_display()}


def months_after(start, months):
    """The same day ``months`` months later; the last of the month where it has no such day, as PostgreSQL counts."""
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def valid_to(assessment, terms):
    """The last day the assessment holds; None while the call does not say, or there was no visit."""
    if assessment is None or assessment.visited_on is None or terms.valid_months is None:
        return None
    return months_after(assessment.visited_on, terms.valid_months)


def expired(assessment, terms, *, on):
    """True from the day after the last one."""
    last = valid_to(assessment, terms)
    return last is not None and last < on


def asked_at(application, assessment):
    """Since when the ASST is waited for: the case was sent, or a new assessment begun after that. None: not sent."""
    if application.sent_to_asst_at is None or assessment is None:
        return None
    return max(application.sent_to_asst_at, assessment.started_at)


def why_not_write(user, application, *, on):
    """None when this person may write their part on the day ``on``, else the sentence."""
    if part_of(user) is None:
        return NOT_YOUR_ROLE
    if application.status not in WRITABLE:
        return _("The assessment is closed while the case is “%(status)s”.") % {
            "status": application.get_status_display()
        }
    assessment = current_assessment(application)
    if assessment and assessment.signed_by_both and application.status == Status.ACTIVE:
        return _("This assessment holds for the voucher that is being paid: start a new one to assess again.")
    return None


def why_not_start(user, application, *, on):
    """May a new assessment be started beside the one there is: of a paid case, or when the old one has expired."""
    if part_of(user) != Part.SOCIAL:
        return NOT_YOUR_ROLE
    if _shut(application):
        return _shut(application)
    assessment = current_assessment(application)
    if assessment is None:
        return _("There is no assessment yet: write the first one.")
    if not assessment.signed_by_both:
        return _("The last assessment is not signed yet: finish it first.")
    if application.status != Status.ACTIVE and not expired(assessment, terms_of(application.call), on=on):
        return _("The assessment still holds: change it, giving the reason.")
    return None


def why_not_disagree(user, application):
    """May the ASST say it does not agree."""
    if part_of(user) != Part.HEALTH:
        return NOT_YOUR_ROLE
    if _shut(application):
        return _shut(application)
    assessment = current_assessment(application)
    if assessment is None:
        return NONE_YET
    if assessment.disagreed_at:
        return _("You have already written that you disagree: the Comune has to answer.")
    if Part.HEALTH in assessment.valid_signatures():
        return _("Your part is already signed.")
    if Part.SOCIAL not in assessment.valid_signatures():
        return _("The Comune has not signed its part yet: there is nothing to disagree with.")
    return None


def why_not_answer(user, application):
    """May the Comune answer the disagreement of the ASST."""
    if part_of(user) != Part.SOCIAL:
        return NOT_YOUR_ROLE
    if _shut(application):
        return _shut(application)
    assessment = current_assessment(application)
    if assessment is None or not assessment.disagreed_at:
        return _("The ASST has not written that it disagrees.")
    return None


def why_not_remind(user, application, *, at, last_reminder):
    """May the ASST be asked again. ``last_reminder``: the instant of the last one, or None."""
    if part_of(user) != Part.SOCIAL and not user.may("plan.approve"):
        return NOT_YOUR_ROLE
    if _shut(application):
        return _shut(application)
    assessment = current_assessment(application)
    asked = asked_at(application, assessment)
    if asked is None:
        return _("The case has not been sent to the ASST yet.")
    if Part.HEALTH in assessment.valid_signatures():
        return _("The ASST has already signed.")
    if assessment.disagreed_at:
        return _("The ASST does not agree: answer it first.")
    if timezone.localdate(asked) == timezone.localdate(at):
        return _("The ASST has had it since today: give it time.")
    if last_reminder and timezone.localdate(last_reminder) == timezone.localdate(at):
        return _("The ASST has already been reminded today.")
    return None


def why_not_profile(user, application):
    """May the minimum profile for INPS be written."""
    if part_of(user) is None:
        return NOT_YOUR_ROLE
    return NONE_YET if current_assessment(application) is None else None


def signed_elsewhere(user, application):
    """Assessments of this person signed by both in other cases this user sees, the last visit first. Two queries."""
    rows = (
        Assessment.objects.visible_to(user)
        .filter(application__person=application.person_id, reused_from=None)
        .exclude(application=application.pk)
        .exclude(visited_on=None)
        .select_related("application__call")
        .prefetch_related(
            Prefetch("signatures", queryset=AssessmentSignature.objects.select_related("signed_by", "office"))
        )
        .order_by("-visited_on", "-pk")
    )
    return [row for row in rows if row.signed_by_both]


def why_not_reuse(user, application, original, *, on):
    """May ``original`` (one of ``signed_elsewhere``) be taken over into this case."""
    if part_of(user) != Part.SOCIAL:
        return NOT_YOUR_ROLE
    if application.status not in (Status.WAITING_DOCS, Status.ASSESSING):
        return NOT_IN_THIS_STATE % {"status": application.get_status_display()}
    assessment = current_assessment(application)
    if assessment and (assessment.social or assessment.health):
        return _("The assessment of this case is already begun.")
    if original is None:
        return _("There is no signed assessment of this person in another case.")
    terms = terms_of(application.call)
    last = valid_to(original, terms)
    if last is None:
        return _("The call does not say for how long an assessment may be used again.")
    if last < on:
        return _("The assessment of %(day)s could be used until %(last)s: do a new one.") % {
            "day": day(original.visited_on),
            "last": day(last),
        }
    lacking = [
        scale.label
        for code, scale in scales.newest().items()
        if code in terms.scales and code not in original.scale_versions
    ]
    if lacking:
        return _("This call asks for “%(scale)s” too, which that assessment lacks: do a new one.") % {
            "scale": lacking[0]
        }
    return None


def last_answer(application):
    """What the Comune answered to the last disagreement of the ASST: the Event (its note is the answer, its data has
    the disagreement), or None."""
    return (
        Event.objects.filter(application=application, verb="answer_disagreement").select_related("by").first()
    )
