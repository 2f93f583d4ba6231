"""What a ranking is made of: the cases of one list with their figures and costs, the money, the rules. Read in a fixed
number of queries, put in order, hashed: the same inputs give the same ranking, and a change of them is seen.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone

from applications import commitments
from applications.facts import rules_of
from applications.models import Application, Determination, Isee
from applications.points import figures
from applications.workflow import PAID, Status
from eligibility.outcome import Outcome
from eligibility.ranking import POINTS
from vouchers import budget
from vouchers.models import RankingRow, RankingSnapshot

NOTHING = Decimal("0.00")
ONLY = "unica"  # the list of a call that has one
AT_ONCE = 500  # cases of a call that are ranked while somebody waits for the page
# decided and waiting for money; then those no decision of this list may be taken without
DECIDED = (Status.ELIGIBLE, Status.WAITING_LIST)
OPEN = (Status.ASSESSING, Status.PLAN_REVIEW, Status.PLAN_RETURNED)
READ = (*DECIDED, *OPEN, Status.WAITING_DOCS, Status.REJECTED)


@dataclass(frozen=True)
class Entry:
    """One case to rank. ``costs``: {code of the line: euro to the end}; ``unpaid``: supports no line pays."""

    case: Application
    figures: dict
    supports: tuple
    monthly: Decimal
    costs: dict
    unpaid: tuple = ()
    days: tuple | None = None

    @property
    def cost(self):
        return sum(self.costs.values(), NOTHING)


@dataclass
class Inputs:
    """All that one list is computed from."""

    call: object
    list_code: str
    rules: object
    version: object  # the RuleSetVersion
    entries: list = field(default_factory=list)
    open: list = field(default_factory=list)
    suspended: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    missing: list = field(default_factory=list)  # (case, name of the figure)
    available: dict = field(default_factory=dict)  # {code of the line: euro}
    labels: dict = field(default_factory=dict)  # {code of the line: its words}

    def stated(self, policy):
        """The inputs as plain values, in order: what is hashed and kept. Of the figures those the rules look at."""
        used = figures_used(self.rules)
        return {
            "rules": self.version.sha256,
            "policy": policy,
            "available": {code: str(euro) for code, euro in sorted(self.available.items())},
            "cases": {
                one.case.ref: {
                    "figures": {name: said(one.figures[name]) for name in used if name in one.figures},
                    "costs": {code: str(euro) for code, euro in sorted(one.costs.items())},
                }
                for one in self.entries
            },
            "suspended": sorted(case.ref for case in self.suspended),
            "not_admitted": sorted(case.ref for case in self.refused),
        }


def said(value):
    """A figure as text, the same for equal figures: 1200 and 1200.00 are one."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def hashed(stated):
    """SHA-256 of the inputs, in hexadecimal digits."""
    text = json.dumps(stated, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def lists(rules):
    """[(code, Text of its label or None)] of the lists of a call; one, ``unica``, where there is one ranking."""
    ranking = rules.ranking
    if ranking is None:
        return []
    if ranking.lists:
        return [(one.code, one.label) for one in ranking.lists]
    if ranking.per_line and rules.groups:
        return [(one.code, one.label) for one in rules.groups]
    return [(ONLY, None)]


def is_long(call):
    """True for a call with more cases than are ranked while somebody waits."""
    return _of_call(call).count() > AT_ONCE


def gather(call, list_code, *, on):
    """The Inputs of one list on the day ``on``."""
    version = call.rules_on(on)
    rules = rules_of(version)
    found = Inputs(call, list_code, rules, version)
    lines = budget.lines_of(call)
    reserved = reserved_elsewhere(call, list_code)
    found.labels = {line.code: line.label for line in lines}
    found.available = {line.code: line.left - reserved.get(line.code, NOTHING) for line in lines}
    needed = _needed(rules)
    for case in _cases(call):
        outcome = outcome_of(case)
        if _list_of(case, rules, outcome, on) != list_code:
            continue
        status = Status(case.status)
        if status in OPEN:
            found.open.append(case)
        elif status == Status.WAITING_DOCS:
            found.suspended.append(case)
        elif status == Status.REJECTED:
            found.refused.append(case)
        else:
            entry = entry_of(case, outcome, rules, lines, on=on)
            found.missing += [(case, name) for name in needed if entry.figures.get(name) is None]
            found.entries.append(entry)
    return found


def entry_of(case, outcome, rules, lines, *, on, starts_on=None):
    """The Entry of a decided case; ``starts_on``: its money begins on that day, not on the first of its plan."""
    determination = newest(case)
    days = commitments.period(case, determination.plan) if determination and determination.plan else None
    if days and starts_on and starts_on > days[0]:
        days = (starts_on, days[1]) if starts_on <= days[1] else None
    costs, unpaid, supports, monthly = defaultdict(lambda: NOTHING), [], [], NOTHING
    for one in outcome.monthly if outcome else ():
        supports.append(one.code)
        monthly += one.amount
        line = budget.line_for(lines, rules, outcome.line, one.code)
        if line is None:
            unpaid.append(one.code)
        elif days:
            costs[line.code] += one.amount * commitments.months(*days)
    return Entry(case, _figures(case, on), tuple(supports), monthly, dict(costs), tuple(unpaid), days)


def in_force(call):
    """The rows of the newest approved version of each list, of cases whose money is not granted yet."""
    newer = RankingSnapshot.objects.filter(
        call=OuterRef("call"),
        list_code=OuterRef("list_code"),
        version__gt=OuterRef("version"),
        approval__isnull=False,
    )
    approved = RankingSnapshot.objects.filter(~Exists(newer), call=call, approval__isnull=False)
    rows = RankingRow.objects.filter(snapshot__in=approved.values("pk"), application__status__in=DECIDED)
    return rows.filter(position__isnull=False).select_related("snapshot").defer("snapshot__inputs")


def reserved_elsewhere(call, list_code):
    """{line: euro} that the other lists in force gave to cases whose money is not granted yet."""
    taken = defaultdict(lambda: NOTHING)
    for row in in_force(call).exclude(snapshot__list_code=list_code):
        for line, euro in row.given.items():
            taken[line] += Decimal(euro)
    return taken


def newest(case):
    """The determination that holds, of the loaded ones."""
    return max(case.determinations.all(), key=lambda one: (one.made_at, one.pk), default=None)


def _of_call(call):
    return Application.objects.filter(call=call, status__in=[one.value for one in READ])


def _cases(call):
    return _loaded(_of_call(call).order_by("number"), call)


def _loaded(rows, call):
    """The cases with what is read of them; all share ``call``, whose rules are long: not a copy of them for each."""
    found = rows.select_related("person", "municipality", "declaration").prefetch_related(
        Prefetch("determinations", Determination.objects.select_related("plan").defer("facts")),
        "assessments__signatures",
        "call_answers",
        Prefetch("person__isee_set", Isee.objects.order_by("-valid_to", "-pk")),
    )
    found = list(found)
    for case in found:
        case.call = call
    return found


def load_rows(snapshot):
    """{key: case} of a version, with what ``entry_of`` reads."""
    rows = Application.objects.filter(pk__in=snapshot.rows.values("application"))
    return {one.pk: one for one in _loaded(rows, snapshot.call)}


def outcome_of(case):
    """What was granted to a decided case, as its kept Outcome says, or None."""
    made = newest(case)
    return Outcome.amounts_from_json(made.findings) if made else None


def _list_of(case, rules, outcome, on):
    """The list of a case; of one not decided yet by what was asked and by the age."""
    group = outcome.line if outcome and outcome.line else _group(case, rules, on)
    supports = [one.code for one in outcome.monthly] if outcome else []
    code = rules.ranking.list_of(group, next(iter(supports or case.requested), ""))
    return code or ONLY


def _group(case, rules, on):
    declared = getattr(case, "declaration", None)
    if declared is not None and declared.line:
        return declared.line
    age = case.person.age_on(on)
    return next((one.code for one in rules.groups if age is not None and one.hold(age)), None)


def _figures(case, on):
    """What a ranking may look at, by the names of the rule sets; what nobody wrote is absent, never zero."""
    isee = next(iter(case.person.isee_set.all()), None)
    found = {
        "isee": isee.value if isee else None,
        "sent_at": timezone.localtime(case.submitted_at).replace(tzinfo=None) if case.submitted_at else None,
        "age": case.person.age_on(on),
        **{row.code: row.value for row in case.call_answers.all() if row.kind == "figure"},
        **figures(case),
    }
    return {name: value for name, value in found.items() if value is not None}


def figures_used(rules):
    """The names of the figures that scores and ordering criteria look at."""
    names = {score.of for score in rules.ranking.scores} | {one.by for one in rules.ranking.orders}
    return sorted(names - {POINTS})


def _needed(rules):
    """The figures a candidate may not lack."""
    names = [one.by for one in rules.ranking.orders if one.by != POINTS and one.missing == "stop"]
    return tuple(dict.fromkeys([*(score.of for score in rules.ranking.scores), *names]))


def already_paid(case):
    """True for a case whose money runs."""
    return Status(case.status) in PAID


def first_day(call, on: date):
    """The first day of the month after ``on``, inside the period of the call: when a scroll begins to pay."""
    month = (on.replace(day=28) + timezone.timedelta(days=4)).replace(day=1)
    return max(call.benefit_from, month)
