"""What the pages of the plan show: what changed, what is checked, what it costs."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day, day_words, euro, expiry
from accounts.models import Membership
from accounts.roles import ROLES
from applications.models import Assessment, IndividualPlan, PlanResource, PlanState
from applications.permissions import current_assessment

_PLANS = IndividualPlan.objects.select_related(
    "written_by", "submitted_by", "returned_by", "approved_by"
).prefetch_related("goals", "interventions", "resources")
# all that the rules and these pages read of a case: a fixed number of queries
PREFETCH = (
    Prefetch("plans", queryset=_PLANS),
    Prefetch("assessments", queryset=Assessment.objects.prefetch_related("signatures")),
    "caregivers",
    "carer_contracts",
    "measure_checks",
    "person__certificates",
    "person__isee_set",
)


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


def uncovered(case, plan, *, amount, on):
    """The carer's cost that no money of the plan covers, in euro a month; None when all is covered."""
    contracts = [row for row in case.carer_contracts.all() if row.ends_on is None or row.ends_on >= on]
    cost = sum((row.monthly_cost or Decimal(0) for row in contracts), Decimal(0))
    money = sum(
        (
            r.monthly_value or Decimal(0)
            for r in plan.resources.all()
            if r.nature == PlanResource.Nature.MONEY
        ),
        amount or Decimal(0),
    )
    return {"cost": cost, "covered": money, "gap": cost - money} if cost > money else None


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


# ---------------------------------------------------------------- what changed
def changes(old, new):
    """The differences between two versions as sentences, in the order of the plan."""
    found = []
    for name in ("wishes", "emergency_plan"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            label = IndividualPlan._meta.get_field(name).verbose_name
            found.append(_("“%(field)s” was rewritten.") % {"field": label})
    for name, label in (("starts_on", _("start")), ("ends_on", _("end")), ("review_on", _("first review"))):
        found += _change(label, day(getattr(old, name)), day(getattr(new, name)))
    for rows, key, words in (
        ("goals", "title", _goal),
        ("interventions", "what", _intervention),
        ("resources", "label", _resource),
    ):
        found += _rows(
            {getattr(row, key): words(row) for row in getattr(old, rows).all()},
            {getattr(row, key): words(row) for row in getattr(new, rows).all()},
        )
    return found


def _change(label, before, after):
    if before == after:
        return []
    return [
        _("%(what)s: from “%(before)s” to “%(after)s”.") % {"what": label, "before": before, "after": after}
    ]


def _rows(old, new):
    found = [_("Added: %(what)s.") % {"what": _joined(key, new[key])} for key in new if key not in old]
    found += [_("Taken away: %(what)s.") % {"what": _joined(key, old[key])} for key in old if key not in new]
    for key in new:
        if key in old:
            found += _change(key, old[key] or "–", new[key] or "–")
    return found


def _joined(key, words):
    return f"{key} ({words})" if words else key


def _goal(row):
    return ", ".join(
        part
        for part in (row.indicator, _("by %(day)s") % {"day": day(row.by_date)} if row.by_date else "")
        if part
    )


def _intervention(row):
    dates = " – ".join(day(one) for one in (row.starts_on, row.ends_on) if one)
    return ", ".join(part for part in (row.who, row.how_often, dates) if part)


def _resource(row):
    value = euro(row.monthly_value) if row.monthly_value is not None else ""
    return ", ".join(str(part) for part in (row.get_fund_display(), row.quantity, value) if part)


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
        _requirements(outcome),
        _isee(case, on),
        _certificates(case, on),
        _account(case),
        _emergency(plan),
        _budget(case, plan, outcome, on),
    ]


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
    gap = uncovered(case, plan, amount=outcome.monthly_total, on=on)
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
