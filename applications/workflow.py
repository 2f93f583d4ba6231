"""The life of a case: its statuses and the only moves between them.

Pure tables, no database. ``actions/`` carries the moves out, ``permissions.py`` says who may and why not,
and the same table guards the column inside PostgreSQL (see ``models/application.py``).
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """Where a case stands. One field, one label, one icon (icons and tones in ``APPEARANCE``)."""

    DRAFT = "draft", _("Draft")
    WAITING_DOCS = "waiting_docs", _("Waiting for documents")
    ASSESSING = "assessing", _("Being assessed")
    PLAN_REVIEW = "plan_review", _("Plan to approve")
    PLAN_RETURNED = "plan_returned", _("Plan to correct")
    ELIGIBLE = "eligible", _("Eligible")
    WAITING_LIST = "waiting_list", _("Waiting list")
    ACTIVE = "active", _("Being paid")
    SUSPENDED = "suspended", _("Suspended")
    REJECTED = "rejected", _("Rejected")
    CLOSED = "closed", _("Closed")


# status → (tone, icon) of its tag; the words come from the label, never from the colour
APPEARANCE = {
    Status.DRAFT: ("mute", "pencil"),
    Status.WAITING_DOCS: ("mute", "clock"),
    Status.ASSESSING: ("info", "note"),
    Status.PLAN_REVIEW: ("info", "file-signed"),
    Status.PLAN_RETURNED: ("warn", "undo"),
    Status.ELIGIBLE: ("info", "check-circle"),
    Status.WAITING_LIST: ("mute", "list"),
    Status.ACTIVE: ("ok", "check-circle"),
    Status.SUSPENDED: ("bad", "ban"),
    Status.REJECTED: ("mute", "close-circle"),
    Status.CLOSED: ("mute", "box"),
}

OPEN = frozenset(Status) - {Status.REJECTED, Status.CLOSED}
EDITABLE = frozenset({Status.DRAFT, Status.WAITING_DOCS, Status.ASSESSING, Status.PLAN_RETURNED})
PAID = frozenset({Status.ACTIVE, Status.SUSPENDED})
PAYABLE = frozenset({Status.ELIGIBLE, Status.WAITING_LIST, Status.ACTIVE, Status.SUSPENDED})


@dataclass(frozen=True)
class Transition:
    """One move. ``target`` None: the verb is recorded but the status stays.

    ``sources``: statuses the verb may start from. ``permission``: the entry of ``accounts.roles`` it needs.
    ``needs_reason``: a written reason is part of the act. ``page``: the verb has a page of its own;
    verbs without one are driven by the money (``vouchers``) or by another verb. ``back_to``: the statuses a verb that
    takes something back may restore; which one is said by the event it takes back. ``stays``: the statuses among
    ``sources`` that the verb leaves as they are: a new version of the plan of a case that is paid.
    """

    verb: str
    label: str
    sources: frozenset
    target: Status | None
    permission: str
    needs_reason: bool = False
    page: bool = True
    back_to: frozenset = frozenset()
    stays: frozenset = frozenset()


def _t(verb, label, sources, target, permission, **more):
    return Transition(verb, label, frozenset(sources), target, permission, **more)


_S = Status
_REFUSABLE = (_S.WAITING_DOCS, _S.ASSESSING, _S.PLAN_REVIEW)
_ANSWERABLE = (*_REFUSABLE, _S.PLAN_RETURNED)
_TABLE = (
    _t("submit", _("Submit application"), [_S.DRAFT], _S.ASSESSING, "case.write"),
    _t(
        "request_documents",
        _("Ask for documents"),
        [_S.ASSESSING],
        _S.WAITING_DOCS,
        "case.write",
        needs_reason=True,
    ),
    _t("receive_documents", _("Documents received"), [_S.WAITING_DOCS], _S.ASSESSING, "case.write"),
    _t("send_to_asst", _("Send to ASST"), [_S.WAITING_DOCS, _S.ASSESSING], None, "assessment.social"),
    _t("sign_assessment", _("Sign your part"), [_S.ASSESSING, _S.ACTIVE], None, ""),
    _t(
        "submit_plan",
        _("Send for approval"),
        [_S.ASSESSING, _S.PLAN_RETURNED, *PAID],
        _S.PLAN_REVIEW,
        "plan.write",
        stays=PAID,
    ),
    _t(
        "return_plan",
        _("Return with reason"),
        [_S.PLAN_REVIEW, *PAID],
        _S.PLAN_RETURNED,
        "plan.approve",
        needs_reason=True,
        stays=PAID,
    ),
    _t("approve_plan", _("Approve"), [_S.PLAN_REVIEW, *PAID], _S.ELIGIBLE, "plan.approve", stays=PAID),
    _t("notify_refusal", _("Send the notice of refusal"), _REFUSABLE, None, "case.decide"),
    _t("record_observations", _("Record observations"), _ANSWERABLE, None, "case.write"),
    _t("answer_observations", _("Answer the observations"), _ANSWERABLE, None, "case.decide"),
    _t(
        "withdraw_notice",
        _("Withdraw the notice of refusal"),
        _ANSWERABLE,
        None,
        "case.decide",
        needs_reason=True,
    ),
    _t("reject", _("Reject"), _REFUSABLE, _S.REJECTED, "case.reject"),
    _t("reopen", _("Reopen"), [_S.REJECTED], _S.ASSESSING, "case.decide", needs_reason=True),
    _t(
        "withdraw",
        _("Withdraw"),
        [_S.DRAFT, _S.WAITING_DOCS, _S.ASSESSING, _S.PLAN_RETURNED, _S.ELIGIBLE, _S.WAITING_LIST],
        _S.CLOSED,
        "case.write",
        needs_reason=True,
    ),
    _t("hold", _("Put on the waiting list"), [_S.ELIGIBLE], _S.WAITING_LIST, "case.decide", page=False),
    _t("activate", _("Award"), [_S.ELIGIBLE, _S.WAITING_LIST], _S.ACTIVE, "case.decide", page=False),
    _t("suspend", _("Suspend"), [_S.ACTIVE], _S.SUSPENDED, "case.write", needs_reason=True, page=False),
    _t("resume", _("Resume"), [_S.SUSPENDED], _S.ACTIVE, "case.write", page=False),
    # who may is said by the verb of the money that ends the award
    _t("close", _("Close"), [_S.ACTIVE, _S.SUSPENDED], _S.CLOSED, "", needs_reason=True, page=False),
    _t(
        "reopen_closed",
        _("Reopen what ended by mistake"),
        [_S.CLOSED],
        _S.ACTIVE,
        "case.decide",
        needs_reason=True,
        page=False,
    ),
    # the life of a case
    _t(
        "transfer", _("Hand over to another Comune"), OPEN - {_S.DRAFT}, None, "case.write", needs_reason=True
    ),
    _t("change_caregiver", _("Change of caregiver"), PAYABLE, None, "case.write"),
    _t("change_carer", _("Change of the carer's contract"), PAYABLE, None, "case.write"),
    _t("change_isee", _("New ISEE"), PAYABLE, None, "case.write"),
    _t("record_appeal", _("Record a request for review"), [_S.REJECTED], None, "case.write"),
    _t("decide_appeal", _("Decide on the review"), [_S.REJECTED], None, "case.decide", needs_reason=True),
    _t("record_death", _("Record a death"), OPEN, _S.CLOSED, "case.write"),
    _t(
        "take_back_death",
        _("The death was a mistake"),
        [_S.CLOSED],
        None,
        "case.decide",
        needs_reason=True,
        back_to=OPEN,
    ),
)

TRANSITIONS = {t.verb: t for t in _TABLE}
VERBS = tuple(TRANSITIONS)


def edges():
    """Every allowed (from, to) pair, sorted, once: the table the database trigger enforces."""
    moves = {(s.value, t.target.value) for t in _TABLE if t.target for s in t.sources - t.stays}
    return sorted(moves | {(s.value, b.value) for t in _TABLE for b in t.back_to for s in t.sources})


def diagram():
    """The workflow as a Mermaid state diagram: the text of ``docs/workflow.md``."""
    lines = ["stateDiagram-v2", "    [*] --> draft: create"]
    for t in _TABLE:
        for source, target in ((s, b) for s in sorted(t.sources) for b in sorted(t.back_to)):
            lines.append(f"    {source.value} --> {target.value}: {t.verb}")
        for source in () if t.back_to else sorted(t.sources):
            target = source if source in t.stays else t.target or source
            lines.append(f"    {source.value} --> {target.value}: {t.verb}")
    return "\n".join(lines)
