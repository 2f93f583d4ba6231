"""The budget of the life project: totals, what nobody covers, what may be paid twice. Of rows saved or only typed."""

from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.formats import euro, number
from applications.models import PlanNeed, PlanResource

HOURS_OF_A_WEEK = 168


def _value(rows):
    return sum((row.monthly_value or Decimal(0) for row in rows), Decimal(0))


def in_use(resources):
    """The resources that count in the totals: one that ended pays for nothing."""
    return [row for row in resources if row.state != PlanResource.State.ENDED]


def budget(resources, *, amount):
    """The life project in euro a month: total, and its parts with share and place on the bar (percent).

    ``amount``: Measure B2, None while it is not known; then the total is what is known of the rest.
    """
    rows = in_use(resources)
    parts = [
        ("c1", _("Measure B2"), amount or Decimal(0)),
        ("c2", _("Other public bodies"), _value(row for row in rows if row.is_public)),
        ("c5", _("Family and community"), _value(row for row in rows if not row.is_public)),
    ]
    total = sum((value for _css, _label, value in parts), Decimal(0))
    found, place = [], Decimal(0)
    for css, label, value in parts:
        share = (value * 100 / total).quantize(Decimal("0.1")) if total else Decimal(0)
        if value:
            found.append(
                {
                    "css": css,
                    "label": label,
                    "value": value,
                    "x": f"{place}%",
                    "width": f"{share}%",
                    "share": round(share),
                }
            )
        place += share
    unvalued = [row for row in rows if row.monthly_value is None]
    return {"total": total, "parts": found, "unvalued": unvalued}


def carer_cost(case, *, on):
    """What the carers employed on the day ``on`` cost in euro a month."""
    contracts = [row for row in case.carer_contracts.all() if row.ends_on is None or row.ends_on >= on]
    return sum((row.monthly_cost or Decimal(0) for row in contracts), Decimal(0))


def uncovered(case, resources, *, amount, on):
    """The carer's cost that no money of the plan covers, in euro a month; None when all is covered."""
    cost = carer_cost(case, on=on)
    money = [row for row in in_use(resources) if row.nature == PlanResource.Nature.MONEY]
    covered = _value(money) + (amount or Decimal(0))
    return {"cost": cost, "covered": covered, "gap": cost - covered} if cost > covered else None


def open_needs(needs):
    """The needs the plan answers in part or not at all."""
    return [row for row in needs if row.answer != PlanNeed.Answer.COVERED]


def warnings(case, resources, *, amount, on):
    """Sentences about overlaps: hours that do not fit a week, the same help twice, one expense paid twice."""
    rows = in_use(resources)
    found = []
    hours = sum((row.weekly_hours or Decimal(0) for row in rows), Decimal(0))
    if hours > HOURS_OF_A_WEEK:
        found.append(
            _("The hours of the resources are %(n)s a week: a week has 168. Some of them overlap.")
            % {"n": number(hours, 1)}
        )
    for index, one in enumerate(rows):
        for other in rows[index + 1 :]:
            if _same(one, other):
                found.append(
                    _(
                        "“%(what)s” comes from %(one)s and from %(other)s in the same weeks: check they do not overlap."
                    )
                    % {"what": one.label, "one": one.get_fund_display(), "other": other.get_fund_display()}
                )
    cost = carer_cost(case, on=on)
    public = (amount or Decimal(0)) + _value(
        row
        for row in rows
        # the allowances of INPS are the person's income, not a refund of the carer
        if row.is_public and row.nature == PlanResource.Nature.MONEY and row.fund != PlanResource.Fund.INPS
    )
    if cost and public > cost:
        found.append(
            _("Public money is %(public)s a month and the carer costs %(cost)s: check nothing is paid twice.")
            % {"public": euro(public), "cost": euro(cost)}
        )
    return found


def _same(one, other):
    if not (one.is_public and other.is_public) or one.label.strip().lower() != other.label.strip().lower():
        return False
    apart = (one.ends_on and other.starts_on and one.ends_on < other.starts_on) or (
        other.ends_on and one.starts_on and other.ends_on < one.starts_on
    )
    return not apart


def typed(forms):
    """Unsaved ``PlanResource`` rows of the bound forms of a page, what is wrong in them left unknown."""
    found = []
    for form in forms:
        form.is_valid()
        values = getattr(form, "cleaned_data", {})
        if values.get("DELETE") or not values.get("label"):
            continue
        names = {field.name for field in PlanResource._meta.concrete_fields}
        found.append(PlanResource(**{name: value for name, value in values.items() if name in names}))
    return found
