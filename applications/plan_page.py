"""What the pages of the plan show: what is checked, what it costs, by when it is due."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day, euro, expiry
from accounts.models import Delegation, Membership
from accounts.models.delegation import approving_roles
from applications.models import (
    Assessment,
    IndividualPlan,
    PlanComment,
    PlanIntervention,
    PlanReview,
    PlanSignature,
    PlanState,
    plan_terms_of,
)
from applications.permissions import current_assessment, current_plan
from applications.plan_budget import open_needs, uncovered, warnings
from applications.plan_signatures import missing_signatures
from applications.workflow import PAID

_PEOPLE = IndividualPlan.objects.select_related("written_by", "submitted_by", "returned_by", "approved_by")
_PLANS = _PEOPLE.prefetch_related(
    "needs",
    "goals",
    Prefetch("interventions", queryset=PlanIntervention.objects.select_related("goal")),
    "resources",
    Prefetch(
        "signatures",
        queryset=PlanSignature.objects.select_related("signed_by", "voided_by", "office", "document"),
    ),
    Prefetch("comments", queryset=PlanComment.objects.select_related("written_by")),
    Prefetch("reviews", queryset=PlanReview.objects.select_related("recorded_by")),
)
# all that the rules and these pages read of a case: a fixed number of queries
PREFETCH = (
    "call__plan_terms",
    Prefetch("plans", queryset=_PLANS),
    Prefetch("assessments", queryset=Assessment.objects.prefetch_related("signatures")),
    "caregivers",
    "carer_contracts",
    "measure_checks",
    "measures",
    "call_answers",
    "person__household",
    "person__certificates",
    "person__isee_set",
)
# the same for a list of plans: what is checked of each, without the rows that are only read
_CHECKED = _PEOPLE.prefetch_related(
    "needs", "resources", Prefetch("signatures", queryset=PlanSignature.objects.select_related("signed_by"))
)
LIST_PREFETCH = ("call__plan_terms", Prefetch("plans", queryset=_CHECKED), *PREFETCH[2:])


def in_progress(case):
    """The version of the plan that is written, sent or sent back: what a rejection ends. None without any."""
    plan = current_plan(case)
    return plan if plan and plan.state in (PlanState.DRAFT, PlanState.SUBMITTED, PlanState.RETURNED) else None


def reviews(plans):
    """[(version, review)] of all the ``plans``, the newest version first: what a review asked of an earlier version
    is read beside the later one."""
    return [(plan.version, row) for plan in plans for row in plan.reviews.all()]


def approved_before(case, plan):
    """The approved version a new one would replace, or None."""
    found = [
        one for one in case.plans.all() if one.state == PlanState.APPROVED and one.version < plan.version
    ]
    return found[0] if found else None


def approvers(case, *, but, on):
    """Full names of who could approve in the Plan Office besides the people ``but``."""
    roles, but = approving_roles(), [pk for pk in but if pk]
    rows = (
        Membership.objects.current(on=on)
        .filter(office=case.plan_office_id, role__in=roles, user__is_active=True)
        .exclude(user__in=but)
        .select_related("user")
    )
    lent = Delegation.objects.current(on=on).filter(office=case.plan_office_id)
    lent = lent.exclude(delegate__in=but).exclude(delegated_by__in=but).select_related("delegate")
    return sorted({row.user.full_name for row in rows} | {one.delegate.full_name for one in lent})


# ---------------------------------------------------------------- what is checked
@dataclass(frozen=True)
class Check:
    """One thing looked at for whoever approves. ``tone``: ok, warn (read it) or bad (stops the approval)."""

    tone: str
    label: str
    found: str

    @property
    def icon(self):
        return {"ok": "check-circle", "warn": "warning-circle", "bad": "error"}[self.tone]

    @property
    def words(self):
        return {"ok": _("All right"), "warn": _("To read"), "bad": _("Stops it")}[self.tone]


def checks(case, plan, outcome, *, on, effect):
    """What an approver would open ten pages for. ``effect``: of the plan on the money of the call (``commitments``)."""
    return [
        _signed(case),
        _signatures(case, plan),
        _requirements(outcome),
        _isee(case, on),
        _certificates(case, on),
        _account(case),
        _emergency(plan),
        _needs(plan),
        _budget(case, plan, outcome, on),
        _overlaps(case, plan, outcome, on),
        _money(case, effect),
    ]


def to_read(found):
    """The checks that ask to be read: with none of them a plan may be approved among many."""
    return [check for check in found if check.tone != "ok"]


def _signatures(case, plan):
    needed, asked = missing_signatures(case, plan)
    if needed and plan.content_hash:
        found = _("missing: %(who)s") % {"who": _names(needed)}
        return Check("bad", _("Signatures under the plan"), found)
    if asked:
        found = _("those needed are there; not yet: %(who)s") % {"who": _names(asked)}
        return Check("ok", _("Signatures under the plan"), found)
    return Check("ok", _("Signatures under the plan"), _("all there"))


def _names(parties):
    return ", ".join(str(party.label) for party in parties)


def _needs(plan):
    rows = open_needs(plan.needs.all())
    if rows:
        return Check("warn", _("Needs not covered"), ", ".join(row.label for row in rows))
    return Check("ok", _("Needs not covered"), _("none written"))


def _overlaps(case, plan, outcome, on):
    found = warnings(case, plan.resources.all(), amount=outcome.monthly_total, on=on)
    if found:
        return Check("warn", _("Overlaps"), " ".join(found))
    return Check("ok", _("Overlaps"), _("none found"))


def due_on(case):
    """The last day for the plan, counted from the request by the terms of the call; None when they do not count."""
    days = plan_terms_of(case.call).days
    if case.submitted_at is None or days is None:
        return None
    return timezone.localdate(case.submitted_at) + timedelta(days=days)


def pinned(plan):
    """{(section, key of the row or ""): [comments]} of the last time the plan was sent back."""
    found = {}
    for one in plan.comments.all() if plan else ():
        if one.written_at == plan.returned_at:
            found.setdefault((one.section, str(one.row_key or "")), []).append(one)
    return found


def _signed(case):
    assessment = current_assessment(case)
    if assessment is None or not assessment.signed_by_both:
        return Check("bad", _("Assessment"), _("not signed by both offices"))
    when = max(s.signed_at for s in assessment.valid_signatures().values())
    return Check("ok", _("Assessment"), _("signed by both offices, the last on %(day)s") % {"day": day(when)})


def _requirements(outcome):
    rows = [row for row in outcome.criteria if row.stage == "application"]
    met = sum(row.verdict == "met" for row in rows)
    tone = "ok" if met == len(rows) else "bad"
    return Check(tone, _("Requirements"), _("%(met)s of %(all)s met") % {"met": met, "all": len(rows)})


def _isee(case, on):
    isee = max(case.person.isee_set.all(), key=lambda row: (row.valid_to, row.pk), default=None)
    if isee is None:
        return Check("warn", _("ISEE"), _("missing"))
    if isee.has_omissions:
        return Check("warn", _("ISEE"), _("with discrepancies"))
    return Check(
        "ok" if isee.valid_to >= on else "warn", _("ISEE"), f"{euro(isee.value)}, {expiry(isee.valid_to, on)}"
    )


def _certificates(case, on):
    rows = list(case.person.certificates.all())
    if any(row.pending for row in rows):
        return Check("warn", _("Law 104 or care allowance"), _("recognition still pending"))
    if any(row.valid_to and row.valid_to < on for row in rows):
        return Check("warn", _("Law 104 or care allowance"), _("one has expired"))
    return Check(
        "ok" if rows else "warn", _("Law 104 or care allowance"), _("on file") if rows else _("missing")
    )


def _account(case):
    if not case.iban:
        return Check("warn", _("Account"), _("the IBAN is missing"))
    delegated = case.payee_name and case.payee_name != case.person.full_name and not case.payee_delegated
    found = _("%(name)s, but there is no mandate to collect") if delegated else "%(name)s"
    return Check("warn" if delegated else "ok", _("Account"), found % {"name": case.payee_name})


def _emergency(plan):
    if plan.emergency_plan:
        return Check("ok", _("If the caregiver cannot be there"), _("written"))
    return Check("warn", _("If the caregiver cannot be there"), _("nothing written"))


def _budget(case, plan, outcome, on):
    gap = uncovered(case, plan.resources.all(), amount=outcome.monthly_total, on=on)
    if gap:
        return Check(
            "warn", _("Resources"), _("%(amount)s a month not covered") % {"amount": euro(gap["gap"])}
        )
    count = len(plan.resources.all())
    found = ngettext("%(n)s resource besides Measure B2", "%(n)s resources besides Measure B2", count) % {
        "n": count
    }
    return Check("ok", _("Resources"), found)


def _money(case, effect):
    if case.status in PAID:
        return Check("ok", _("Money of the call"), _("it stays as granted"))
    if effect is None:
        return Check("warn", _("Money of the call"), _("what the plan costs is not known yet"))
    return Check("ok" if effect.enough else "warn", _("Money of the call"), effect.after)
