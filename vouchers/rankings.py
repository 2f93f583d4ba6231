"""A ranking worked out from its inputs: places, classes, the cut line in words. Nothing here writes anything."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.models import Intervention
from applications.workflow import Status
from eligibility.budget import fund_across
from eligibility.ranking import POINTS, Candidate, rank
from vouchers import budget, ranking_inputs
from vouchers.models import BudgetMovement, RankingRow
from vouchers.ranking_inputs import DECIDED, NOTHING, already_paid, hashed

Class = RankingRow.Class


@dataclass
class Placed:
    """One row, not stored yet. ``figures``: [{it, en, value}] of the ordering criteria."""

    case: object
    outcome: str
    position: int | None = None
    points: Decimal | None = None
    figures: list = field(default_factory=list)
    settled_by: dict | None = None
    supports: tuple = ()
    monthly: Decimal = NOTHING
    costs: dict = field(default_factory=dict)
    given: dict = field(default_factory=dict)
    paid_already: bool = False
    starts_on: date | None = None  # of who a scroll funds: the money counts from that day

    @property
    def cost(self):
        return sum(self.costs.values(), NOTHING)

    @property
    def committed(self):
        return sum(self.given.values(), NOTHING)


@dataclass
class Result:
    """``stated``: the inputs as hashed. ``available``, ``left``: {line: euro} before and after."""

    rows: list
    available: dict
    left: dict
    stated: dict
    policy: str
    labels: dict = field(default_factory=dict)

    @property
    def hash(self):
        return hashed(self.stated)


def blockers(inputs):
    """[(case, sentence)] of what must be settled before this list is ranked."""
    found = [
        (case, _("not decided yet: %(state)s") % {"state": case.get_status_display().lower()})
        for case in inputs.open
    ]
    found += [
        (case, _("%(what)s is missing, and the call ranks by it") % {"what": what})
        for case, what in _named(inputs)
    ]
    for one in inputs.entries:
        if one.unpaid and inputs.labels:
            what = (
                Intervention(one.unpaid[0]).label if one.unpaid[0] in Intervention.values else one.unpaid[0]
            )
            found.append(
                (one.case, _("no line of the budget pays “%(what)s” to this group") % {"what": what})
            )
        elif one.days is None:
            found.append((one.case, _("the days of its plan are outside the period of the call")))
    return found


def _named(inputs):
    ranking = inputs.rules.ranking
    labels = {score.of: score.label for score in ranking.scores} | {
        one.by: one.label for one in ranking.orders
    }
    return [(case, labels[name].said(get_language())) for case, name in inputs.missing]


def ranked(inputs, policy):
    """The Result of ranking the inputs. Raises NotRankable when a figure is missing; look at ``blockers`` before."""
    rules = inputs.rules.ranking
    by_ref = {one.case.ref: one for one in inputs.entries}
    places = rank(
        replace(rules, per_line=False, lists=()),
        [Candidate(one.case.ref, one.figures) for one in inputs.entries],
    ).get(None, ())
    spread, left = fund_across(
        [(p.candidate.code, by_ref[p.candidate.code].costs) for p in places], inputs.available, policy
    )
    rows = []
    for place, money in zip(places, spread, strict=True):
        entry = by_ref[place.candidate.code]
        rows.append(
            Placed(
                case=entry.case,
                outcome=Class.WAITING if money.state == "not_funded" else Class.FUNDED,
                position=place.position,
                points=place.points,
                figures=figures_said(rules, entry.figures),
                settled_by=place.settled_by and {"it": place.settled_by.it, "en": place.settled_by.en},
                supports=entry.supports,
                monthly=entry.monthly,
                costs=entry.costs,
                given=dict(money.committed),
            )
        )
    rows += [Placed(case, Class.SUSPENDED) for case in inputs.suspended]
    rows += [Placed(case, Class.NOT_ADMITTED) for case in inputs.refused]
    return Result(rows, inputs.available, left, inputs.stated(policy), policy, inputs.labels)


def figures_said(rules, figures):
    """[{it, en, value}]: what each ordering criterion but the points looked at, for who reads the row."""
    return [
        {"it": one.label.it, "en": one.label.en, "by": one.by, "value": ranking_inputs.said(figures[one.by])}
        if figures.get(one.by) is not None
        else {"it": one.label.it, "en": one.label.en, "by": one.by, "value": ""}
        for one in rules.orders
        if one.by != POINTS
    ]


def scrolled(base, *, starts_on, on):
    """The Result of going down the list of ``base``, an approved version, with the money there is now.

    Places stay. Who was funded stays funded, from the first day of the plan; the others are looked at in order, with
    what they cost from ``starts_on``. Who is paid already costs nothing more, who is not there any more leaves.
    """
    call = base.call
    rules = ranking_inputs.rules_of(base.rule_set)
    lines = budget.lines_of(call)
    reserved = ranking_inputs.reserved_elsewhere(call, base.list_code)
    available = {line.code: line.left - reserved.get(line.code, NOTHING) for line in lines}
    if rules.budget is not None and rules.budget.freed == "held":
        available = {code: min(euros, _new_money(base, code)) for code, euros in available.items()}
    cases = ranking_inputs.load_rows(base)
    rows, asking = [], []
    for row in base.rows.order_by("position", "pk"):
        case = cases[row.application_id]
        placed = Placed(
            case,
            row.outcome,
            row.position,
            row.points,
            row.figures,
            row.settled_by,
            tuple(row.supports),
            row.monthly,
        )
        rows.append(placed)
        if row.outcome in (Class.SUSPENDED, Class.NOT_ADMITTED, Class.LEFT):
            continue
        if already_paid(case):
            placed.outcome, placed.paid_already = Class.FUNDED, True
        elif Status(case.status) not in DECIDED:
            placed.outcome = Class.LEFT
        else:
            since = row.starts_on if row.outcome == Class.FUNDED else starts_on
            outcome = ranking_inputs.outcome_of(case)
            entry = ranking_inputs.entry_of(case, outcome, rules, lines, on=on, starts_on=since)
            placed.starts_on = since if row.outcome == Class.FUNDED else None
            placed.monthly, placed.costs = entry.monthly, entry.costs
            if entry.days is None or entry.unpaid:
                placed.outcome = Class.WAITING
            else:
                asking.append((row.outcome != Class.FUNDED, row.position, placed))
    asking.sort(key=lambda one: one[:2])  # who was funded keeps the money, then the others in their order
    spread, left = fund_across(
        [(one.case.ref, one.costs) for _new, _at, one in asking], available, base.policy
    )
    for (new, _at, placed), money in zip(asking, spread, strict=True):
        placed.outcome = Class.WAITING if money.state == "not_funded" else Class.FUNDED
        placed.given = dict(money.committed)
        if new and placed.outcome == Class.FUNDED:
            placed.starts_on = starts_on
    stated = {
        "based_on": base.inputs_hash,
        "starts_on": starts_on.isoformat(),
        "available": {code: str(euros) for code, euros in sorted(available.items())},
        "cases": {
            one.case.ref: {
                "outcome": str(one.outcome),
                "costs": {c: str(e) for c, e in sorted(one.costs.items())},
            }
            for one in rows
        },
    }
    return Result(rows, available, left, stated, base.policy, {line.code: line.label for line in lines})


def would_fund(base, *, starts_on, on):
    """[Placed] that going down the list of ``base`` would fund, in order: nothing is saved."""
    was = dict(base.rows.values_list("application_id", "outcome"))
    rows = scrolled(base, starts_on=starts_on, on=on).rows
    return [one for one in rows if one.outcome == Class.FUNDED and was[one.case.pk] != Class.FUNDED]


def _new_money(base, code):
    """What a call that keeps freed money aside may give: what the version left, and what acts added since."""
    found = Decimal(base.left.get(code, "0"))
    for one in BudgetMovement.objects.filter(recorded_at__gt=base.computed_at).select_related(
        "from_line", "to_line"
    ):
        for line, sign in ((one.to_line, 1), (one.from_line, -1)):
            if line is not None and line.call_id == base.call_id and line.code == code:
                found += sign * one.amount
    return max(found, NOTHING)


def again(snapshot, *, on):
    """The Result the same ranking would have today: another hash says that what it was computed from has changed."""
    if snapshot.kind == snapshot.Kind.SCROLL:
        return scrolled(snapshot.based_on, starts_on=snapshot.starts_on, on=on)
    inputs = ranking_inputs.gather(snapshot.call, snapshot.list_code, on=on)
    if blockers(inputs):
        return None
    return ranked(inputs, snapshot.policy)
