"""What the pages of the plan show: what is checked, what it costs, by when it is due."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day, day_words, euro, expiry
from accounts.models import Membership
from accounts.roles import ROLES
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
from applications.permissions import current_assessment
from applications.plan_budget import open_needs, uncovered, warnings
from applications.plan_signatures import missing_signatures

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
# the same for a list of plans: who wrote them and the calculation, without their rows
LIST_PREFETCH = (Prefetch("plans", queryset=_PEOPLE), *PREFETCH[2:])


def approved_before(case, plan):
    """The approved version a new one would replace, or None."""
    found = [
        one for one in case.plans.all() if one.state == PlanState.APPROVED and one.version < plan.version
    ]
    return found[0] if found else None


def months(plan):
    """Calendar months the plan touches, both ends included; 0 without dates."""
    if not plan.starts_on or not plan.ends_on:
        return 0
    return (plan.ends_on.year - plan.starts_on.year) * 12 + plan.ends_on.month - plan.starts_on.month + 1


def commitment(plan, outcome):
    """Euro the approval commits, the monthly total for every month; None while it is not known."""
    return (
        outcome.monthly_total * months(plan) if outcome.monthly_total is not None and months(plan) else None
    )


def approvers(case, *, but, on):
    """Full names of who could approve in the Plan Office besides the people ``but``."""
    roles = [key for key, role in ROLES.items() if "plan.approve" in role.permissions]
    rows = (
        Membership.objects.current(on=on)
        .filter(office=case.plan_office_id, role__in=roles, user__is_active=True)
        .exclude(user__in=[pk for pk in but if pk])
        .select_related("user")
    )
    return sorted({row.user.full_name for row in rows})


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


def checks(case, plan, outcome, *, on):
    """What an approver would open ten pages for."""
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
    ]


def all_good(found):
    """True when nothing among the checks asks to be read: only then is an approval among many allowed."""
    return all(check.tone == "ok" for check in found)


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


def effect(plan, outcome):
    """The budget effect in one sentence, or None while it is not known."""
    total = commitment(plan, outcome)
    if total is None:
        return None
    return _("%(total)s in %(n)s months, from %(start)s to %(end)s") % {
        "total": euro(total),
        "n": months(plan),
        "start": day_words(plan.starts_on, "long"),
        "end": day_words(plan.ends_on, "long"),
    }
