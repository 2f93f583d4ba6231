"""The register of approvals: what was decided, by whom, when, in whose place, on which exact text.

Each app above adds its own kind through ``kind``. Nothing here is computed again: rows are read as they were written.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from applications import approving
from applications.links import page_of
from applications.models import (
    Call,
    CallAddition,
    Event,
    IndividualPlan,
    PlanDecision,
    PlanState,
    RuleSetDraft,
)


@dataclass(frozen=True)
class Step:
    """One act: ``what`` in words, with its tag; ``place``: in whose place; ``digest``: SHA-256 of the text."""

    what: str
    at: datetime
    by: str
    tone: str = "mute"
    icon: str = "arrow-right"
    role: str = ""
    place: str = ""
    note: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Record:
    """One thing that was, or is to be, approved: ``steps`` the oldest first; ``url`` the page of the thing itself."""

    kind: str
    pk: int
    what: str
    subject: str
    detail: str
    url: str
    steps: tuple
    subject_id: int | None = None  # person whose data this is
    decide_url: str = ""  # where it is decided, while it waits

    @property
    def address(self):
        return reverse("applications:approval", args=[self.kind, self.pk])

    @property
    def last(self):
        return self.steps[-1]


_kinds = {}


def kind(slug, permission):
    """Register ``function(user, pk=None, most=None) -> [Record]`` for ``/approvazioni/<slug>/<pk>/``.

    With ``pk`` only that one, also while nothing was decided; with ``most`` the last ones that were decided.
    """

    def register(function):
        _kinds[slug] = (permission, function)
        return function

    return register


def one(*, user, slug, pk):
    """The Record of one thing the person may see, or None."""
    permission, function = _kinds.get(slug, (None, None))
    if function is None or not user.may(permission):
        return None
    return next(iter(function(user, pk=pk)), None)


def latest(*, user, most):
    """The last ``most`` Records somebody decided on, the newest decision first."""
    found = []
    for permission, function in _kinds.values():
        if user.may(permission):
            found += function(user, most=most)
    return sorted(found, key=lambda record: record.last.at, reverse=True)[:most]


_TAGS = {
    PlanDecision.Kind.APPROVED: ("ok", "check"),
    PlanDecision.Kind.RETURNED: ("warn", "undo"),
    PlanDecision.Kind.REJECTED: ("bad", "ban"),
}


@kind("piano", "case.health.read")
def plans(user, pk=None, most=None):
    """The Individual Plans, with each decision on them."""
    rows = IndividualPlan.objects.visible_to(user).select_related(
        "application__person", "submitted_by", "written_by"
    )
    sendings = Event.objects.filter(verb="submit_plan").select_related("by")
    decisions = (
        "decisions__decided_by",
        "decisions__delegation__delegated_by",
        Prefetch("application__events", sendings, to_attr="sendings"),
    )
    if pk is not None:
        return [_plan(row) for row in rows.filter(pk=pk).prefetch_related(*decisions)]
    last = PlanDecision.objects.visible_to(user).order_by("-decided_at").values_list("plan", flat=True)
    found = {row.pk: row for row in rows.filter(pk__in=list(last[:most])).prefetch_related(*decisions)}
    return [_until_decided(_plan(row)) for row in found.values()]


def _until_decided(record):
    """A plan sent again after a decision is listed by the decision, not by the sending."""
    steps = list(record.steps)
    while steps and steps[-1].tone == "mute":
        steps.pop()
    return replace(record, steps=tuple(steps))


def _plan(plan):
    case = plan.application
    steps = [_decision(row) for row in plan.decisions.all()]
    for event in case.sendings:
        if event.data.get("plan") == plan.pk and event.at != plan.submitted_at:
            steps.append(step(_("Sent for approval"), event.at, event.by, digest=event.data.get("hash", "")))
    if plan.submitted_at:
        last = next((one for one in case.sendings if one.at == plan.submitted_at), None)
        digest = last.data.get("hash") if last else ""
        told = {"digest": digest or plan.content_hash}
        steps.append(step(_("Sent for approval"), plan.submitted_at, plan.submitted_by, **told))
    elif not steps:
        steps.append(step(_("Written"), plan.written_at, plan.written_by, digest=plan.content_hash))
    return Record(
        kind="piano",
        pk=plan.pk,
        what=_("Individual Plan, version %(n)s") % {"n": plan.version},
        subject=case.person.full_name,
        detail=case.ref,
        url=reverse("applications:plan_version", args=[case.ref, plan.version]),
        steps=in_order(steps),
        subject_id=case.person_id,
        decide_url=page_of(case, "approve_plan") if plan.state == PlanState.SUBMITTED else "",
    )


def _decision(row):
    tone, icon = _TAGS[row.kind]
    return Step(
        what=row.get_kind_display(),
        at=row.decided_at,
        by=row.decided_by.full_name,
        tone=tone,
        icon=icon,
        role=str(row.role_label),
        place=approving.in_place_of(row.delegation) if row.delegation else "",
        note=row.note,
        digest=row.content_hash,
    )


def step(what, at, by, **more):
    """The Step of something done by the person ``by``; None: nobody was written down."""
    return Step(what=what, at=at, by=by.full_name if by else _("not recorded"), **more)


def in_order(steps):
    """The oldest first."""
    return tuple(sorted(steps, key=lambda step: step.at))


def done(what, at, by, **more):
    """The Step of something approved."""
    return step(what, at, by, tone="ok", icon="check", **more)


@kind("regole", "rules.read")
def rules(user, pk=None, most=None):
    """The drafts of rules: sent, sent back, published with the hash of their text."""
    rows = RuleSetDraft.objects.visible_to(user).select_related(
        "created_by", "submitted_by", "returned_by", "published_by", "version"
    )
    rows = rows.filter(pk=pk) if pk is not None else rows.filter(published_at__isnull=False)
    return [_rules(row) for row in rows.order_by("-published_at")[:most]]


def _rules(row):
    steps = [step(_("Begun"), row.created_at, row.created_by)]
    if row.submitted_at:
        steps.append(step(_("Sent for approval"), row.submitted_at, row.submitted_by))
    if row.returned_at:
        steps.append(step(_("Sent back"), row.returned_at, row.returned_by, tone="warn", icon="undo"))
    if row.published_at:
        steps.append(done(_("Published"), row.published_at, row.published_by, digest=row.version.sha256))
    return Record(
        kind="regole",
        pk=row.pk,
        what=_("Rules"),
        subject=row.name,
        detail="",
        url=reverse("applications:rule_draft", args=[row.pk]),
        steps=in_order(steps),
    )


@kind("avviso", "case.read")
def calls(user, pk=None, most=None):
    """The calls: prepared, sent, published."""
    rows = Call.objects.visible_to(user).select_related(
        "prepared_by", "submitted_by", "published_by", "rule_set"
    )
    rows = rows.filter(pk=pk) if pk is not None else rows.filter(published_at__isnull=False)
    return [_call(row) for row in rows.order_by("-published_at")[:most]]


def _call(row):
    steps = []
    if row.prepared_at:
        steps.append(step(_("Prepared"), row.prepared_at, row.prepared_by))
    if row.submitted_at:
        steps.append(step(_("Sent for approval"), row.submitted_at, row.submitted_by))
    if row.published_at:
        steps.append(done(_("Published"), row.published_at, row.published_by, digest=row.rule_set.sha256))
    return Record(
        kind="avviso",
        pk=row.pk,
        what=_("Call"),
        subject=row.title,
        detail=row.number_prefix,
        url=reverse("applications:call", args=[row.number_prefix]),
        steps=in_order(steps),
    )


@kind("aggiunta", "call.read")
def additions(user, pk=None, most=None):
    """What later acts added to a call."""
    rows = CallAddition.objects.visible_to(user).select_related(
        "call", "prepared_by", "confirmed_by", "dropped_by", "rule_set"
    )
    if pk is None:
        rows = rows.filter(Q(confirmed_at__isnull=False) | Q(dropped_at__isnull=False))
    else:
        rows = rows.filter(pk=pk)
    return [_addition(row) for row in rows.order_by("-prepared_at")[:most]]


def _addition(row):
    steps = [step(_("Prepared"), row.prepared_at, row.prepared_by)]
    digest = row.rule_set.sha256 if row.rule_set else ""
    if row.confirmed_at:
        steps.append(done(_("Confirmed"), row.confirmed_at, row.confirmed_by, digest=digest))
    if row.dropped_at:
        steps.append(step(_("Dropped"), row.dropped_at, row.dropped_by, tone="bad", icon="ban"))
    return Record(
        kind="aggiunta",
        pk=row.pk,
        what=row.get_kind_display(),
        subject=row.call.title,
        detail=row.call.number_prefix,
        url=reverse("applications:call", args=[row.call.number_prefix]),
        steps=in_order(steps),
    )
