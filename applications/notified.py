"""Which facts are told to whom: one table. Nobody is told of their own acts.

``_transition.record`` writes the notifications in the transaction of the fact. A verb that is not here tells nobody.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Delegation, Membership, User
from applications.models import Assessment, IndividualPlan, Kind, Notification, SampleControl


def follower(case, event):
    """Who follows the case; while nobody does, who opened it."""
    return {case.case_manager_id or case.created_by_id}


def approvers(case, event):
    """The managers of the Plan Office who can approve, and who stands in for one of them."""
    lent = Delegation.objects.current(on=timezone.localdate(event.at)).filter(office=case.plan_office_id)
    managers = _who_work_in(case.plan_office_id, ("plan_manager",), event)
    return managers | set(lent.values_list("delegate", flat=True))


def assessors(case, event):
    """The people of the ASST the case was sent to."""
    return _who_work_in(case.health_office_id, ("asst_assessor",), event) if case.sent_to_asst_at else set()


def late(case, event):
    """The people of the ASST; the managers too, when it is very late."""
    return assessors(case, event) | (approvers(case, event) if event.data["level"] > 1 else set())


def authors(case, event):
    """Who wrote and who sent the newest plan, and who follows the case."""
    plans = IndividualPlan.objects.filter(application=case).order_by("-version")
    row = plans.values_list("written_by", "submitted_by").first() or ()
    return set(row) | follower(case, event)


def signers(case, event):
    """Who signed a part of the newest assessment, and who follows the case."""
    newest = Assessment.objects.filter(application=case).order_by("-started_at", "-pk").first()
    signed = newest.signatures.values_list("signed_by", flat=True) if newest else ()
    return set(signed) | follower(case, event)


def reminded(case, event):
    """Those the reminder was sent to."""
    return set(event.data.get("to", ()))


def given_and_taken(case, event):
    """Who gets the case and who had it."""
    return {event.data.get("to"), event.data.get("from")}


def everybody_at_work(case, event):
    """Who follows the case and the managers of the Plan Office."""
    return follower(case, event) | approvers(case, event)


def when_untrue(case, event):
    """After a control that found declarations not true: who follows the case and the managers; else nobody."""
    untrue = event.data["outcome"] == SampleControl.Outcome.NEGATIVE
    return everybody_at_work(case, event) if untrue else set()


# verb: (kind, to whom, what happened, in words)
TOLD = {
    "submit_plan": (Kind.TO_APPROVE, approvers, _("A plan waits to be approved")),
    "return_plan": (Kind.RETURNED, authors, _("The plan was returned: read the reason and correct it")),
    "approve_plan": (Kind.APPROVED, authors, _("The plan was approved")),
    "send_to_asst": (Kind.TO_SIGN, assessors, _("The health part is to be written and signed")),
    "sign_assessment": (Kind.SIGNED, signers, _("A part of the assessment was signed")),
    "void_signatures": (Kind.SIGNED, signers, _("The signatures are void: the assessment changed")),
    "sign_plan": (Kind.SIGNED, authors, _("The plan was signed")),
    "disagree_assessment": (Kind.SIGNED, signers, _("The ASST did not sign: it disagrees")),
    "answer_disagreement": (Kind.TO_SIGN, assessors, _("The Comune answered: the signature is asked again")),
    "remind": (Kind.REMINDER, reminded, _("You are asked to go on with this case")),
    "remind_asst": (Kind.REMINDER, assessors, _("The signature of the ASST is asked again")),
    "late_asst": (Kind.REMINDER, late, _("The signature of the ASST is late")),
    "start_assessment": (Kind.TO_SIGN, assessors, _("A new assessment waits for the ASST")),
    "receive_documents": (Kind.DOCUMENTS, follower, _("Documents arrived")),
    "attach": (Kind.DOCUMENTS, follower, _("A document was added")),
    "assign": (Kind.ASSIGNED, given_and_taken, _("Who follows the case changed")),
    "ask_office": (Kind.ASKED, everybody_at_work, _("Another office asks something about this case")),
    "answer_office": (Kind.ASKED, everybody_at_work, _("An office answered")),
    "transfer": (Kind.ASSIGNED, follower, _("The case moved to another office")),
    "change_caregiver": (Kind.TO_APPROVE, approvers, _("Who cares has changed: look at the amount again")),
    "change_carer": (
        Kind.TO_APPROVE,
        approvers,
        _("The carer's contract has changed: look at the amount again"),
    ),
    "change_isee": (Kind.TO_APPROVE, approvers, _("There is a new ISEE: look at the amount again")),
    "record_appeal": (Kind.TO_APPROVE, approvers, _("A family asks for a review: somebody decides on it")),
    "decide_appeal": (Kind.DECIDED, follower, _("The review was decided")),
    "record_death": (
        Kind.DECIDED,
        follower,
        _("A death was recorded: nothing more is written to the family"),
    ),
    "take_back_death": (Kind.DECIDED, follower, _("A death was taken back: the case goes on")),
    "withdraw_notice": (Kind.DECIDED, follower, _("The notice of refusal was withdrawn")),
    "answer_observations": (Kind.DECIDED, follower, _("The observations of the family were answered")),
    "record_observations": (Kind.ASKED, everybody_at_work, _("The family wrote observations")),
    "notify_refusal": (Kind.DECIDED, follower, _("The notice of refusal was sent")),
    "reject": (Kind.DECIDED, follower, _("The application was rejected")),
    "reopen": (Kind.DECIDED, follower, _("The case was opened again")),
    "withdraw": (Kind.DECIDED, follower, _("The application was withdrawn")),
    "hold": (Kind.DECIDED, follower, _("The case is on the waiting list")),
    "rank": (Kind.DECIDED, follower, _("The ranking with this case was approved")),
    "activate": (Kind.MONEY, follower, _("The voucher was awarded")),
    "suspend": (Kind.MONEY, follower, _("The voucher was suspended")),
    "resume": (Kind.MONEY, follower, _("The voucher starts again")),
    "reopen_closed": (Kind.MONEY, follower, _("The voucher goes on: its end was a mistake")),
    "close": (Kind.MONEY, follower, _("The voucher ended: the case is closed")),
    "unite_people": (
        Kind.DECIDED,
        follower,
        _("Two records of the person were united: look at the evidence"),
    ),
    "divide_people": (Kind.DECIDED, follower, _("The union of two records was taken back")),
    "record_control": (
        Kind.CONTROL,
        when_untrue,
        _("A control found declarations not true: correct the evidence"),
    ),
    "draw_sample": (Kind.CONTROL, follower, _("The case was drawn for a control")),
}

ASSIGNED_TO_YOU = _("This case was given to you")


def tell(*, application, event):
    """Write the notifications of an event just recorded; in its transaction. Returns how many."""
    told = TOLD.get(event.verb)
    if told is None:
        return 0
    kind, to_whom, _words = told
    people = to_whom(application, event) - {None, event.by_id}
    rows = [
        Notification(user_id=pk, application=application, event=event, kind=kind, at=event.at)
        for pk in User.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True)
    ]
    return len(Notification.objects.bulk_create(rows, ignore_conflicts=True)) if rows else 0


def tell_ready(*, job, at):
    """The file somebody asked for is ready: for the closing step of a job. Called twice it says it once."""
    if job.started_by_id:
        row = Notification(user_id=job.started_by_id, job=job, kind=Kind.READY, at=at)
        Notification.objects.bulk_create([row], ignore_conflicts=True)


def words(row):
    """What happened, in the language of the reader."""
    if row.event is None:
        return str(_("The file you asked for is ready"))
    if row.event.verb == "assign" and row.event.data.get("to") == row.user_id:
        return str(ASSIGNED_TO_YOU)
    told = TOLD.get(row.event.verb)
    return str(told[2]) if told else row.get_kind_display()


def _who_work_in(office_id, roles, event):
    on = timezone.localdate(event.at)
    rows = Membership.objects.current(on=on).filter(office=office_id, role__in=roles)
    return set(rows.values_list("user_id", flat=True))
