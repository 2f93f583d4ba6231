"""What a plan costs its call until the end, and what remains of the money of the call once it is approved.

What has already been granted is known to the apps above: they tell it through ``granted``. Euro, exact to the cent.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.formats import day_words, euro
from applications.facts import rules_of, version_of
from applications.models import Application
from applications.workflow import Status
from eligibility.outcome import Outcome

NOTHING = Decimal("0.00")
# approved, and no money granted yet
APPROVED = (Status.ELIGIBLE, Status.WAITING_LIST)

_granted, _money, _reserved, _not_due = [], [], [], []


def granted(function):
    """Register ``function(call) -> [(key of the case, target group or None, code of the support, euro)]``."""
    _granted[:] = [function]
    return function


def money(function):
    """Register ``function(call) -> [line]``: what acts gave to the call. A line has ``label``, ``money`` in euro and
    ``pays(group, code, channel)``. Without any, the budget written in the rules counts."""
    _money[:] = [function]
    return function


def reserved(function):
    """Register ``function(call) -> {key of the case: rows as of granted}``: what the rankings in force keep for cases
    not granted yet. A case on a list without money has no rows: it takes nothing, whatever its plan costs."""
    _reserved[:] = [function]
    return function


def not_due(function):
    """Register ``function(call) -> rows as of granted``: euro of the granted months that suspensions already known take
    away. They stay committed on their line: nobody may grant them again."""
    _not_due[:] = [function]
    return function


def period(case, plan):
    """(first day, last day) of the support: the days of the plan inside those of the call. None without dates."""
    return within(case.call, plan)


def within(call, plan):
    """The same for a plan whose call is known."""
    if not plan.starts_on or not plan.ends_on:
        return None
    first, last = max(plan.starts_on, call.benefit_from), min(plan.ends_on, call.benefit_to)
    return (first, last) if first <= last else None


def months(first, last):
    """Calendar months from one day to the other, both included."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


@dataclass(frozen=True)
class Effect:
    """``cost``: euro of this plan in ``months`` months from ``first`` to ``last``. ``people``: cases that already take
    ``committed`` euro, granted, reserved by a ranking or approved, of which ``not_due`` will not be paid because of
    suspensions already known. ``available``: euro of the ``lines`` of the call that pay these supports;
    None when the call states no sum.
    """

    cost: Decimal
    months: int
    first: object
    last: object
    people: int
    committed: Decimal
    available: Decimal | None
    lines: tuple = ()
    not_due: Decimal = NOTHING

    @property
    def left(self):
        """Euro that remain after this plan, negative when they are not enough; None when the call states no sum."""
        return None if self.available is None else self.available - self.committed - self.cost

    @property
    def enough(self):
        return self.left is None or self.left >= 0

    @property
    def what(self):
        """What is committed, in words."""
        return _("%(total)s in %(n)s months, from %(start)s to %(end)s") % {
            "total": euro(self.cost),
            "n": self.months,
            "start": day_words(self.first, "long"),
            "end": day_words(self.last, "long"),
        }

    @property
    def before(self):
        """What others already take, in words."""
        found = ngettext(
            "Before it, %(n)s person takes %(total)s, granted or approved.",
            "Before it, %(n)s people take %(total)s, granted or approved.",
            self.people,
        )
        found = found % {"n": self.people, "total": euro(self.committed)}
        if self.not_due:
            found += " " + _("Of these %(sum)s will not be paid: suspensions already known.") % {
                "sum": euro(self.not_due)
            }
        return found

    @property
    def after(self):
        """What remains of the money of the call, in words."""
        if self.available is None:
            return _("The call states no budget: what remains is not known here.")
        of = {"available": euro(self.available), "left": euro(self.left), "lines": ", ".join(self.lines)}
        if self.left < 0:
            return _("Of %(available)s (%(lines)s) not enough is left: %(left)s.") % of
        return _("Of %(available)s (%(lines)s) %(left)s remain.") % of


class Commitments:
    """The money taken in one call: read once, asked of many plans."""

    def __init__(self, call):
        self.rows = list(_granted[0](call)) if _granted else []
        self.lines = list(_money[0](call)) if _money else []
        self.not_due = list(_not_due[0](call)) if _not_due else []
        placed = _reserved[0](call) if _reserved else {}
        self.approved = []
        paid = {row[0] for row in self.rows}
        waiting = Application.objects.filter(call=call, status__in=[one.value for one in APPROVED])
        for case in waiting.select_related("call").prefetch_related("determinations__plan"):
            if case.pk not in paid:
                self.approved += placed[case.pk] if case.pk in placed else _approved(case)
        self.rows += self.approved

    def effect(self, case, plan, outcome):
        """The Effect of approving ``plan``, None while its amount or its days are not known."""
        days = period(case, plan)
        if days is None or outcome.monthly_total is None:
            return None
        n = months(*days)
        rules = rules_of(version_of(case, on=outcome.on))
        lines = _lines(self.lines, rules, outcome.line, {one.code for one in outcome.monthly})
        of_others = [row for row in self.rows if row[0] != case.pk and _paid_by(lines, rules, row)]
        return Effect(
            cost=outcome.monthly_total * n,
            months=n,
            first=days[0],
            last=days[1],
            people=len({row[0] for row in of_others}),
            committed=sum((row[3] for row in of_others), NOTHING),
            available=_available(rules, lines),
            lines=tuple(_label(line) for line in lines),
            not_due=sum(
                (row[3] for row in self.not_due if row[0] != case.pk and _paid_by(lines, rules, row)), NOTHING
            ),
        )

    def add(self, case, plan, outcome):
        """Count ``plan`` among what is taken, as when several are approved together."""
        if outcome.monthly_total is not None:
            self.rows += _of_outcome(case, plan, outcome)


def _approved(case):
    """The rows of a case that is approved and has no award yet."""
    made = max(case.determinations.all(), key=lambda one: (one.made_at, one.pk), default=None)
    if made is None or made.plan is None or made.verdict != made.Verdict.ENTITLED:
        return []
    return _of_outcome(case, made.plan, Outcome.amounts_from_json(made.findings))


def _of_outcome(case, plan, outcome):
    days = period(case, plan)
    if days is None:
        return []
    return [(case.pk, outcome.line, one.code, one.amount * months(*days)) for one in outcome.monthly]


def _lines(given, rules, group, codes):
    """The lines that pay one of the supports ``codes`` to people of ``group``: those ``given`` by acts, else those of
    the rules; () without a budget."""
    lines = given or (rules.budget.lines if rules.budget else ())
    return tuple(line for line in lines if any(_pays(line, rules, group, code) for code in codes))


def _label(line):
    return line.label if isinstance(line.label, str) else line.label.said(get_language())


def _pays(line, rules, group, code):
    support = rules.intervention(code)
    return support is not None and line.pays(group, code, support.channel)


def _paid_by(lines, rules, row):
    """Without a budget all that is taken counts."""
    return not lines or any(_pays(line, rules, row[1], row[2]) for line in lines)


def _available(rules, lines):
    if not lines:
        return None
    if hasattr(lines[0], "money"):
        return sum((line.money for line in lines), NOTHING)
    sums = rules.budget.split()
    found = [sums[line.code] for line in lines]
    return None if None in found else sum(found, NOTHING)


def together(effects):
    """The Effect of approving all of them, in the order they were counted; None when there is none."""
    if not effects:
        return None
    last = effects[-1]
    return replace(last, cost=sum((one.cost for one in effects), NOTHING), committed=effects[0].committed)
