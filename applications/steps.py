"""The next step of every case, computed from its state, evidence and deadlines; none is stored.

``STEPS`` is read top to bottom: the first row that holds for a case is its next step. The same table
fills the work queue, the column "Next step" of the list, the counter of the sidebar and the button of the
case page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, CharField, DateField, DateTimeField, F, Q, Value, When
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from applications.models import RuleSetVersion
from applications.models.call import last_closing
from applications.step_columns import after, with_columns
from applications.workflow import PAID, Status

# Days the office gives itself, NOT STATED by the regional text: the call of an Ambito may set others.
DAYS_TO_ASSESS = 30
DAYS_TO_SEND = 5
DAYS_OF_THE_ASST = 15
DAYS_TO_ANSWER = 5
DAYS_TO_PLAN = 30
DAYS_TO_CORRECT = 7
DAYS_TO_APPROVE = 10
DAYS_TO_AWARD = 15
DAYS_TO_RECEIVE = 15  # of a registered letter, before somebody asks the post
DAYS_BEFORE_EXPIRY = 60
DAYS_AN_ASKING_HOLDS = 120  # before the end of the ISEE: an older letter asked for the one before

NOBODY = ""
REFUSABLE = (Status.WAITING_DOCS, Status.ASSESSING, Status.PLAN_REVIEW)
NOTICED = (*REFUSABLE, Status.PLAN_RETURNED)


@dataclass(frozen=True)
class Step:
    """One kind of next step.

    ``where(on)``: when it holds. ``due``: by which day. ``since``: since when somebody is waited for.
    ``permission``: who acts; NOBODY of the office when empty (a family, for instance). ``by_role``: it
    belongs to everybody with that permission, otherwise to the person who follows the case. ``verb``: the
    page that does it.
    """

    code: str
    label: str
    action: str
    icon: str
    verb: str
    statuses: tuple
    where: Callable
    due: object = None
    since: object = None
    permission: str = NOBODY
    by_role: bool = False
    waiting_label: str = ""


_SOCIAL = Q(social_signed_at__isnull=False)
_HEALTH = Q(health_signed_at__isnull=False)
_DISAGREES = Q(disagreed_at__isnull=False)
_NOTICED = Q(notice_at__isnull=False)
_SENT = Q(sent_to_asst_at__isnull=False)
_TO_ASSESS = after(F("submitted_at"), DAYS_TO_ASSESS)
_VISIT_OR_TERM = Case(When(visit_on__isnull=False, then=F("visit_on")), default=_TO_ASSESS)
_BOTH_SIGNED_AT = Greatest(F("social_signed_at"), F("health_signed_at"))
# A call whose rules rank grants in the order of an approved ranking: before it there is nothing to award.
_RANKS = Q(
    call__rule_set__in=RuleSetVersion.objects.filter(
        text__regex=r"(^|\n)[ \t]*(\[ranking\]|ranking[ \t]*=)"
    ).values("pk")
)
_TO_AWARD = Q(funded=True) | Q(status=Status.ELIGIBLE) & ~_RANKS


def _always(on):
    return Q()


def _within(field):
    """The evidence ends within the days in which the office asks for the new one."""
    return lambda on: Q(**{f"{field}__lte": on + timedelta(days=DAYS_BEFORE_EXPIRY)})


def _step(code, label, do, *statuses, where=_always, **more):
    """A row of the table; ``do``: the words, icon and page of its button."""
    return Step(code, label, *do, statuses=statuses, where=where, **more)


# the new ISEE was asked of the family, and it is this one they were asked for
_ASKING_HOLDS_FROM = F("isee_to") - Value(timedelta(days=DAYS_AN_ASKING_HOLDS))
_ASKED = Q(isee_asked_at__gte=_ASKING_HOLDS_FROM)
_NOT_ASKED = Q(isee_asked_at=None) | Q(isee_asked_at__lt=_ASKING_HOLDS_FROM)

_OPEN = (_("Open the case"), "arrow-right", "case")
_EVIDENCE = (_("See the evidence"), "arrow-right", "case")
_LETTER = (_("Prepare the letter"), "mail", "case")
_ASSESS = (_("Open the form"), "note", "write_assessment")
_REMIND = (_("Remind the ASST"), "mail", "remind_asst")

# fmt: off
# a table, kept dense to be read as one
STEPS = (
    _step(
        "complete_draft", _("Complete and send the application"),
        (_("Complete it"), "pencil", "edit"), Status.DRAFT,
        due=after(Greatest(F("call__closes_at"), last_closing("call")), 0), permission="case.write",
    ),
    _step(
        "answer_observations", _("Answer the observations of the family"),
        (_("Answer"), "note", "answer_observations"), *NOTICED,
        where=lambda on: _NOTICED & Q(observed=True), due=F("notice_term_on"), since=F("notice_at"),
        permission="case.decide", by_role=True, waiting_label=_("Answer to the observations"),
    ),
    _step(
        "receive_notice", _("Write when the family received the notice of refusal"),
        (_("Open the documents"), "mail", "case"), *NOTICED,
        where=lambda on: _NOTICED & Q(notice_term_on=None), due=after(F("notice_at"), DAYS_TO_RECEIVE),
        since=F("notice_at"), permission="case.write",
    ),
    _step(
        "observations", _("Observations from the family"), _OPEN, *NOTICED,
        where=lambda on: _NOTICED & Q(notice_term_on__gte=on), due=F("notice_term_on"), since=F("notice_at"),
    ),
    _step(
        "decide_refusal", _("Decide: the ten days of the notice are over"), (_("Decide"), "ban", "reject"), *REFUSABLE,
        where=lambda on: _NOTICED & Q(notice_term_on__lt=on), due=F("notice_term_on"),
        since=F("notice_at"), permission="case.decide", by_role=True, waiting_label=_("Decision after the notice"),
    ),
    _step(
        "chase_documents", _("Ask again for the missing documents"),
        (_("Record them"), "upload", "receive_documents"), Status.WAITING_DOCS,
        where=lambda on: Q(documents_due_on__lt=on), due=F("documents_due_on"), permission="case.write",
    ),
    _step(
        "remind_documents", _("Remind the family of the documents"),
        (_("Remind the family"), "mail", "remind_documents"), Status.WAITING_DOCS,
        where=lambda on: Q(remind_on__lte=on), due=F("remind_on"), permission="case.write",
    ),
    _step(
        "documents", _("Documents from the family"), _OPEN, Status.WAITING_DOCS,
        due=F("documents_due_on"), since=F("asked_at"),
    ),
    _step(
        "assess", _("Assess the person at home"), _ASSESS, Status.ASSESSING,
        where=lambda on: Q(social_written=False), due=_VISIT_OR_TERM, permission="assessment.social",
    ),
    _step(
        "answer_disagreement", _("Answer the ASST, which disagrees"), _ASSESS, Status.ASSESSING, Status.ACTIVE,
        where=lambda on: _DISAGREES, due=after(F("disagreed_at"), DAYS_TO_ANSWER),
        permission="assessment.social", waiting_label=_("Answer to the ASST"),
    ),
    _step(
        "sign_social", _("Sign the social part of the assessment"),
        (_("Sign your part"), "file-signed", "sign_assessment"), Status.ASSESSING,
        where=lambda on: ~_SOCIAL, due=_TO_ASSESS, permission="assessment.social",
    ),
    _step(
        "send_to_asst", _("Send the case to the ASST"), (_("Send to ASST"), "mail", "send_to_asst"),
        Status.ASSESSING, where=lambda on: ~_SENT & ~_HEALTH,
        due=after(F("social_signed_at"), DAYS_TO_SEND), permission="assessment.social",
    ),
    _step(
        "escalate_asst", _("The ASST has not signed: step in"), _REMIND, Status.ASSESSING,
        where=lambda on: ~_HEALTH & Q(escalate_on__lte=on, remind_asst_on__lte=on),
        due=F("escalate_on"), since=F("asked_asst_at"), permission="plan.approve", by_role=True,
        waiting_label=_("Signature of the ASST: the managers are asking"),
    ),
    _step(
        "remind_asst", _("Remind the ASST of its signature"), _REMIND, Status.ASSESSING,
        where=lambda on: ~_HEALTH & Q(remind_asst_on__lte=on), due=F("remind_asst_on"), since=F("asked_asst_at"),
        permission="assessment.social", waiting_label=_("Signature of the ASST"),
    ),
    _step(
        "asst_signature", _("Signature of the ASST"), _OPEN, Status.ASSESSING,
        where=lambda on: ~_HEALTH, since=F("asked_asst_at"),
    ),
    _step(
        "write_plan", _("Write the Individual Plan"), (_("Write the plan"), "pencil", "write_plan"),
        Status.ASSESSING, due=after(_BOTH_SIGNED_AT, DAYS_TO_PLAN), permission="plan.write",
    ),
    _step(
        "correct_plan", _("Correct the Individual Plan"), (_("Open the plan"), "pencil", "write_plan"),
        Status.PLAN_RETURNED, due=after(F("plan_moved_at"), DAYS_TO_CORRECT), permission="plan.write",
    ),
    _step(
        "approve_plan", _("Approve the Individual Plan"),
        (_("Read and decide"), "file-signed", "approve_plan"), Status.PLAN_REVIEW,
        due=after(F("plan_moved_at"), DAYS_TO_APPROVE), since=F("plan_moved_at"),
        permission="plan.approve", by_role=True, waiting_label=_("Approval of the plan"),
    ),
    _step(
        "award", _("Award the voucher"), (_("Award"), "check-circle", "award"),
        Status.ELIGIBLE, Status.WAITING_LIST, where=lambda on: _TO_AWARD,
        due=after(Greatest(F("plan_moved_at"), F("ranked_at")), DAYS_TO_AWARD), since=F("plan_moved_at"),
        permission="case.decide", by_role=True, waiting_label=_("Award of the voucher"),
    ),
    _step("ranking", _("Ranking of the call"), _OPEN, Status.ELIGIBLE, since=F("plan_moved_at")),
    _step(
        "reassess", _("Finish the new assessment"), _ASSESS, Status.ACTIVE,
        where=lambda on: Q(assessment_now__isnull=False) & ~_SOCIAL,
        due=after(F("assessment_begun_at"), DAYS_TO_ASSESS), permission="assessment.social",
    ),
    _step(
        "renew_assessment", _("Assess the person again"),
        (_("New assessment"), "plus", "start_assessment"), Status.ACTIVE,
        where=_within("assessed_to"), due=F("assessed_to"), permission="assessment.social",
    ),
    _step(
        "escalate_reassess", _("The ASST has not signed: step in"), _REMIND, Status.ACTIVE,
        where=lambda on: _SOCIAL & ~_HEALTH & ~_DISAGREES & Q(escalate_on__lte=on, remind_asst_on__lte=on),
        due=F("escalate_on"), since=F("asked_asst_at"), permission="plan.approve", by_role=True,
        waiting_label=_("Signature of the ASST: the managers are asking"),
    ),
    _step(
        "remind_reassess", _("Remind the ASST of its signature"), _REMIND, Status.ACTIVE,
        where=lambda on: _SOCIAL & ~_HEALTH & ~_DISAGREES & Q(remind_asst_on__lte=on),
        due=F("remind_asst_on"), since=F("asked_asst_at"), permission="assessment.social",
        waiting_label=_("Signature of the ASST"),
    ),
    _step(
        "chase_isee", _("Ask again for the new ISEE"), _LETTER, *PAID,
        where=lambda on: Q(isee_to__lt=on) & _ASKED, due=F("isee_to"), permission="case.write",
    ),
    _step(
        "renew_isee", _("Ask for the new ISEE"), _LETTER, *PAID,
        where=lambda on: _within("isee_to")(on) & _NOT_ASKED, due=F("isee_to"), permission="case.write",
    ),
    _step(
        "renew_certificate", _("Ask for the reviewed certificate"), _EVIDENCE, *PAID,
        where=_within("certificate_to"), due=F("certificate_to"), permission="case.write",
    ),
    _step(
        "renew_contract", _("Ask for the carer's new contract"),
        (_("Change the contract"), "pencil", "change_carer"), *PAID,
        where=lambda on: Q(has_carer=True) & _within("contract_to")(on), due=F("contract_to"),
        permission="case.write",
    ),
    _step(
        "asst_reassess", _("Signature of the ASST"), _OPEN, Status.ACTIVE,
        where=lambda on: _SOCIAL & ~_HEALTH, since=F("asked_asst_at"),
    ),
    # last of all: waiting for the family hides nothing that somebody can do
    _step(
        "isee_awaited", _("New ISEE from the family"), _OPEN, *PAID,
        where=lambda on: _within("isee_to")(on) & _ASKED, due=F("isee_to"), since=F("isee_asked_at"),
    ),
)

# What the ASST has to do on the cases sent to it; the social part runs beside and is not its business.
ASST_STEPS = (
    _step(
        "sign_health", _("Fill and sign the health part"), _ASSESS,
        Status.WAITING_DOCS, Status.ASSESSING, Status.ACTIVE,
        where=lambda on: Q(assessment_now__isnull=False) & ~_HEALTH & ~_DISAGREES,
        due=after(F("asked_asst_at"), DAYS_OF_THE_ASST),
        permission="assessment.health", by_role=True,
    ),
)
# fmt: on

BY_CODE = {step.code: step for step in STEPS + ASST_STEPS}


def steps_of(user):
    """The table of steps this person's office works by."""
    return ASST_STEPS if user.office and user.office.kind == Office.Kind.HEALTH_AUTHORITY else STEPS


def with_next_step(cases, *, user, on):
    """The query set with ``step`` (a code; "" when nobody has to do anything), ``due_on`` and ``since``."""
    whens = _whens(steps_of(user), on)
    waited = [When(q, then=s.since) for s, q in whens if s.since is not None]
    return with_columns(cases).annotate(
        step=_code(whens),
        due_on=_due(whens),
        since=Case(*waited, default=None, output_field=DateTimeField()),
    )


def _whens(steps, on):
    return [(step, Q(status__in=[s.value for s in step.statuses]) & step.where(on)) for step in steps]


def _code(whens):
    return Case(*[When(q, then=Value(s.code)) for s, q in whens], default=Value(""), output_field=CharField())


def _due(whens):
    known = [When(q, then=s.due) for s, q in whens if s.due is not None]
    return Case(*known, default=None, output_field=DateField())
