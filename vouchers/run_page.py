"""What the page of a run shows: stages, facts, findings in words, signatures. Built from rows already
loaded."""

from decimal import Decimal

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formats import day_words, euro, signed_euro
from applications.forms.support import OTHER_MEASURES
from applications.links import case_url
from applications.models import Intervention
from vouchers import checks, figures, run_rules
from vouchers.ledger import NOTHING
from vouchers.models import PaymentRun, Payout, RunCheck, RunFile
from vouchers.permissions import offers, valid_approvals, why_not_open
from vouchers.run_rules import CHANGE_PERCENT
from vouchers.workflow import RunState

_ORDER = [one for one in RunState if one not in (RunState.OPENING, RunState.DROPPED)]
_SECTIONS = {
    "payee": "pagamenti",
    "documents": "documenti",
    "plan": "piano",
    "evidence": "requisiti",
    "amount": "importo",
}
# where it is mended: the page, and who may open it
_PAGES = {
    "return": ("vouchers:end_interruption", "case.write"),
    "end": ("vouchers:end_award", "case.write"),
    "move": ("vouchers:move_out", "case.write"),
    "placement": ("vouchers:record_placement", "case.write"),
    "confirm": ("vouchers:confirm_account", "payment.prepare"),
    "expenses": ("vouchers:expense_reports", "payment.read"),
}
_EURO = {"amount_changed": ("before", "now"), "over_budget": ("available", "over")}
AFTER_ISSUE = frozenset({RunState.ISSUED, RunState.SENT, RunState.RECONCILED, RunState.CLOSED})
MOST_RETURNED = 20  # named on the page of the run
_SHORT = 2  # how many cases a row of the list of checks names


def context(run, *, user, at):
    """Everything the template of the page reads."""
    found = findings(run, user=user)
    blocks = [row for row in found if row["severity"] == RunCheck.Severity.BLOCK]
    numbers, looked_at = figures.of(run), check_rows(run, found)
    for row in numbers.supports:
        row.name = _support(row.name)
    return {
        "run": run,
        "figures": numbers,
        "before": figures.previous_run(run),
        "blocks": blocks,
        "checks": looked_at,
        "in_order": [row for row in looked_at if row["severity"] == RunCheck.Severity.OK],
        "stages": stages(run, found),
        "facts": facts(numbers, blocks),
        "offers": offers(user, run, at=at),
        "approvals": valid_approvals(run),
        "awaited": range(max(0, run.approvals_needed - len(valid_approvals(run)))),
        **papers(run),
        "letters": run.files.filter(kind=RunFile.Kind.LETTER).count(),
        "earlier": earlier(run),
        "siblings": siblings(run),
        "outcome": outcome(run),
        "further": run.state in AFTER_ISSUE and _may_follow(run, user, at),
    }


def _may_follow(run, user, at):
    """Whether a further list of the month may be opened after this one."""
    return why_not_open(user, run.month, at=at, sequence=run.sequence + 1) is None


def _support(code):
    if code == figures.KEPT_BACK:
        return _("Kept back or given back of money received unduly")
    return Intervention(code).label if code in Intervention.values else code


def findings(run, *, user):
    """Blocks and warnings of single cases, each with its sentence, whose turn it is and where it is
    mended."""
    rows = run.checks.filter(application__isnull=False).select_related(
        "application__person",
        "application__municipality",
        "application__case_manager",
        "application__plan_office",
    )
    return [_finding(row, user) for row in rows]


def _finding(row, user):
    check = checks.BY_CODE[row.code]
    values = dict(row.values)
    for name in _EURO.get(row.code, ()):
        values[name] = euro(Decimal(values[name]))
    if "measure" in values:
        values["measure"] = OTHER_MEASURES.get(values["measure"], values["measure"])
    values.setdefault("percent", CHANGE_PERCENT)  # what earlier versions found
    label, target = check.fix
    url = case_url(row.application, _SECTIONS.get(target, ""))
    page, permission = _PAGES.get(target, ("", "case.write"))
    if page and user.may(permission):
        url = reverse(page, args=[row.application.ref])
    if not user.may(permission):
        label = _("Open the case")
    return {
        "code": row.code,
        "severity": row.severity,
        "case": row.application,
        "title": str(check.title) % values,
        "detail": str(check.detail) % values,
        "amount": row.amount,
        "owner": _owner(row.application, target),
        "fix_label": label,
        "fix_url": url,
    }


def _owner(case, target):
    """Whose turn it is, in words: who prepares payments confirms an account, the case manager does the rest."""
    if target == "confirm":
        return case.plan_office.name
    return case.case_manager.full_name if case.case_manager else case.municipality.name


def check_rows(run, found):
    """One row per check, the good ones too, the worst first."""
    rank = {RunCheck.Severity.BLOCK: 0, RunCheck.Severity.WARNING: 1, RunCheck.Severity.OK: 2}
    rows = []
    for summary in sorted(run.checks.filter(application__isnull=True), key=lambda row: rank[row.severity]):
        mine = [one for one in found if one["code"] == summary.code]
        rows.append(
            {
                "code": summary.code,
                "severity": summary.severity,
                "count": summary.count,
                "label": checks.BY_CODE[summary.code].label,
                "tag": _tag(summary),
                "cases": mine,
                "named": mine[:_SHORT],
                "more": len(mine) - _SHORT,
            }
        )
    return rows


def _tag(summary):
    """(tone, icon, words) of the state of a check."""
    n = summary.count
    if summary.severity == RunCheck.Severity.BLOCK:
        return "bad", "error", ngettext("%(n)s block", "%(n)s blocks", n) % {"n": n}
    if summary.severity == RunCheck.Severity.WARNING:
        return "warn", "warning-circle", ngettext("%(n)s warning", "%(n)s warnings", n) % {"n": n}
    return "ok", "check-circle", _("All right")


def facts(numbers, blocks):
    """Five figures: total, people, ready, blocked, removed."""
    blocked = {row["case"].pk: row["amount"] for row in blocks}
    blocked_amount = sum(blocked.values(), NOTHING)
    change = _("%(n)s on last month") % {"n": signed_euro(numbers.difference)} if numbers.has_before else ""
    people = _("%(a)s in, %(b)s out") % {"a": len(numbers.came_in.cases), "b": len(numbers.went_out.cases)}
    return [
        {"label": _("Total to pay"), "value": euro(numbers.total), "note": change},
        {"label": _("People"), "value": numbers.people, "note": people if numbers.has_before else ""},
        {
            "label": _("Ready"),
            "value": numbers.people - len(blocked),
            "note": euro(numbers.total - blocked_amount),
        },
        {
            "label": _("Blocked"),
            "value": len(blocked),
            "note": _("%(n)s to settle") % {"n": euro(blocked_amount)} if blocked else _("nothing to settle"),
            "tone": "bad" if blocked else "",
            "icon": "error" if blocked else "",
        },
        {
            "label": _("Removed from this month"),
            "value": numbers.removed,
            "note": _("%(n)s, next month") % {"n": euro(numbers.removed_amount)} if numbers.removed else "",
        },
    ]


def stages(run, found):
    """The way of the month: done, now, still to come."""
    at = _ORDER.index(run.state) if run.state in _ORDER else 0
    blocks = len({row["case"].pk for row in found if row["severity"] == RunCheck.Severity.BLOCK})
    warnings = sum(row["severity"] == RunCheck.Severity.WARNING for row in found)
    checked = ", ".join(
        (
            ngettext("%(n)s block", "%(n)s blocks", blocks) % {"n": blocks},
            ngettext("%(n)s warning", "%(n)s warnings", warnings) % {"n": warnings},
        )
    )
    signatures = len(valid_approvals(run))
    steps = (  # label, the state in which it is being done, what is said under it
        (_("Draft"), 0, _who(run.opened_at, run.opened_by) or day_words(run.opened_at)),
        (_("Checks"), 1, checked if run.checked_at else ""),
        (_("List locked"), 2, _who(run.locked_at, run.locked_by)),
        (
            _("Approval"),
            2,
            _("%(n)s of %(m)s signatures") % {"n": signatures, "m": run.approvals_needed}
            if run.locked_at
            else _("%(m)s different signatures") % {"m": run_rules.approvals_needed(run)},
        ),
        (_("Papers"), 4, _("bank, list, notice, letters")),
        (_("Sent"), 5, _who(run.sent_at, run.sent_by) or day_words(run.value_date)),
        (_("Outcome"), 6, _who(run.paid_at, run.paid_by)),
        (_("Month closed"), 7, _who(run.closed_at, run.closed_by)),
    )
    rows, current = [], False
    for position, (label, state, detail) in enumerate(steps):
        done = at > state or (position == 2 and at >= 2)
        now = not done and not current
        current = current or now
        rows.append({"label": label, "detail": detail, "state": "done" if done else "now" if now else "todo"})
    return rows


def _who(at, by):
    return f"{day_words(at)}, {by.first_name[:1]}. {by.last_name}" if at and by else ""


def earlier(run):
    """The three months before, newest first, with their totals."""
    rows = PaymentRun.objects.filter(plan_office=run.plan_office, month__lt=run.month)[:3]
    return [{"run": one, "figures": figures.of(one)} for one in rows]


def siblings(run):
    """The other lists of the same month, in their order, with their totals."""
    rows = PaymentRun.objects.filter(plan_office=run.plan_office, month=run.month).exclude(pk=run.pk)
    return [{"run": one, "figures": figures.of(one)} for one in rows.order_by("sequence")]


def papers(run):
    """The files of the run, those of each Comune that pays by itself apart, and the lists of the Comuni."""
    rows = run.files.filter(application__isnull=True).select_related("stored", "place")
    files = list(rows.order_by("place__name", "kind", "pk"))
    by_comune = {}
    for one in files:
        if one.place_id and one.kind != RunFile.Kind.PLACE:
            by_comune.setdefault(one.place.name, []).append(one)
    return {
        "files": [one for one in files if not one.place_id],
        "paying_comuni": list(by_comune.items()),
        "place_files": [one for one in files if one.kind == RunFile.Kind.PLACE],
    }


def outcome(run):
    """{state: (payments, euro)} of what became of the payments, for a run given to the bank; else None."""
    if run.state not in AFTER_ISSUE:
        return None
    rows = run.payouts.filter(amount__gt=0).order_by().values_list("state")
    sums = {state: (n, euros) for state, n, euros in rows.annotate(n=Count("pk"), euros=Sum("amount"))}
    back = run.payouts.filter(state=Payout.State.RETURNED).select_related("application__person")
    return {
        "paid": sums.get(Payout.State.PAID),
        "awaited": sums.get(Payout.State.BOOKED),
        "returned": sums.get(Payout.State.RETURNED),
        "rows": list(back[:MOST_RETURNED]),
    }
