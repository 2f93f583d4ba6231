"""The sums of a simulation in words: tables by line, Comune and ISEE band, months, reasons."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models.functions import Abs
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.formats import euro, month_words, number, signed_euro
from applications import simulation as work
from eligibility.simulate import ISEE_BANDS, Sums

MOST_AFFECTED = 10


@dataclass(frozen=True)
class Line:
    """One row of a table of totals."""

    label: str
    sums: Sums

    @property
    def difference(self):
        return self.sums.new_monthly - self.sums.old_monthly

    @property
    def changes(self):
        """How many enter, leave, gain, lose."""
        return [self.sums.kinds.get(kind, 0) for kind in ("enters", "leaves", "gains", "loses")]


def figures(total):
    """The strip on top."""
    kinds = total.kinds
    unsure = kinds.get("becomes_known", 0) + kinds.get("becomes_unknown", 0)
    before, change = euro(total.old_monthly), signed_euro(total.new_monthly - total.old_monthly)
    rows = [
        (_("Enter"), number(kinds.get("enters", 0)), _("of %(n)s cases") % {"n": total.cases}),
        (_("Leave"), number(kinds.get("leaves", 0)), ""),
        (_("Gain"), number(kinds.get("gains", 0)), ""),
        (_("Lose"), number(kinds.get("loses", 0)), ""),
        (
            _("Per month after"),
            euro(total.new_monthly),
            _("before %(sum)s") % {"sum": before} + f", {change}",
        ),
    ]
    if unsure:
        rows.insert(4, (_("Become certain or uncertain"), number(unsure), ""))
    return [{"label": label, "value": value, "note": note} for label, value, note in rows]


def tables(simulation):
    """[(title, lines)]"""
    tally = work.tally_of(simulation)
    groups = {group.code: group.label for rules in work.rules(simulation) for group in rules.groups}
    lines = {code: groups[code].said(get_language()) for code in tally.by_line if code in groups}
    bands = {"": 0} | {str(limit): n for n, limit in enumerate(ISEE_BANDS, 1)} | {"over": len(ISEE_BANDS) + 1}
    # neither text sorts people into target groups: a table of one row "not known" says nothing
    by_line = [] if set(tally.by_line) <= {""} else [(_("By target group"), _lines(tally.by_line, lines))]
    return [
        *by_line,
        (_("By Comune"), _lines(tally.by_municipality, {})),
        (_("By ISEE"), [Line(_band(code), tally.by_isee[code]) for code in sorted(tally.by_isee, key=bands.get)]),
    ]  # fmt: skip


def affected(simulation):
    """The rows of the cases whose year changes most, whichever way; today's cases, not those of past months."""
    rows = simulation.rows.filter(month__isnull=True).exclude(difference=0).select_related("application")
    return rows.order_by(Abs("difference").desc(), "pk")[:MOST_AFFECTED]


def months(simulation):
    """The total of each past month, the latest first."""
    days = [day for day in work.days_of(simulation) if day[1] is not None]
    return [Line(month_words(month), work.tally_of(simulation, key).total) for key, month, _day in days]


def reasons(simulation):
    """[(requirement, cases)], the most frequent first."""
    counts = work.tally_of(simulation).reasons
    labels = {rule.code: rule.label for rules in work.rules(simulation) for rule in rules.criteria}
    said = [(labels[code].said(get_language()) if code in labels else code, n) for code, n in counts.items()]
    return sorted(said, key=lambda row: (-row[1], row[0]))


def _lines(rows, labels):
    found = [Line(labels.get(code, code) or _("not known"), sums) for code, sums in rows.items()]
    return sorted(found, key=lambda line: line.label)


def _band(code):
    if not code:
        return _("no ISEE")
    if code == "over":
        return _("over %(limit)s") % {"limit": euro(ISEE_BANDS[-1])}
    return _("up to %(limit)s") % {"limit": euro(Decimal(code))}
