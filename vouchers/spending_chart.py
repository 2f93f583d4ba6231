"""The chart of ``spending`` as figures of an SVG: written by the server, no style and no script. Texts, not numbers,
so that no language turns a point into a comma."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.formats import number

LEFT, RIGHT, TOP, BOTTOM = 60, 560, 34, 206  # of the drawing, in a box of 720 × 236
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST_TICKS = 5
APART = 30  # between two labels at the end of the lines
LABELS = 13  # months named under the axis


@dataclass
class Chart:
    """Points as "x,y x,y"; ``ticks``: [(y, label)]; ``names``: [(x, month)]; the two ends: (y, words)."""

    limit_y: str
    ticks: list
    names: list
    area: str
    booked: str
    funded: str
    everybody: str
    unit: str
    funded_end: str
    everybody_end: str


def drawn(spending):
    """The Chart of a Spending."""
    highest = max(
        [spending.limit]
        + [
            one
            for month in spending.months
            for one in (month.booked, month.funded, month.everybody)
            if one is not None
        ]
    )
    step = _step(highest)
    top = step * (highest / step).to_integral_value(ROUND_CEILING) or Decimal(1)
    thousands = top >= 10_000
    xs = _places(len(spending.months))
    line = {
        name: [
            (x, _y(getattr(month, name), top))
            for x, month in zip(xs, spending.months, strict=True)
            if getattr(month, name) is not None
        ]
        for name in ("booked", "funded", "everybody")
    }
    funded_y, everybody_y = _apart(line["funded"], line["everybody"])
    every = -(-len(xs) // LABELS)
    return Chart(
        limit_y=_text(_y(spending.limit, top)),
        ticks=[
            (
                _text(_y(step * n, top)),
                number(step * n / 1000 if thousands else step * n, _decimals(step, thousands)),
            )
            for n in range(int(top / step) + 1)
        ],
        names=[
            (_text(x), date_format(month.month, "M").lower())
            for n, (x, month) in enumerate(zip(xs, spending.months, strict=True))
            if n % every == 0
        ],
        area=_points([(xs[0], BOTTOM), *line["booked"], (line["booked"][-1][0], BOTTOM)])
        if line["booked"]
        else "",
        booked=_points(line["booked"]),
        funded=_points(line["funded"]),
        everybody=_points(line["everybody"]) if spending.waiting else "",
        unit=_("thousand €") if thousands else "€",
        funded_end=_text(funded_y) if line["funded"] else "",
        everybody_end=_text(everybody_y) if line["everybody"] and spending.waiting else "",
    )


def _step(highest):
    """A round distance between two ticks."""
    rough = highest / MOST_TICKS if highest else Decimal(1)
    unit = Decimal(10) ** rough.adjusted()
    return next(unit * one for one in STEPS if unit * one >= rough)


def _decimals(step, thousands):
    shown = (step / 1000 if thousands else step).normalize()
    return max(0, -shown.as_tuple().exponent)


def _places(n):
    return [LEFT + (RIGHT - LEFT) * i / max(n - 1, 1) for i in range(n)]


def _y(euro, top):
    return BOTTOM - float(euro / top) * (BOTTOM - TOP)


def _apart(funded, everybody):
    """Heights of the two labels at the end, never one over the other: the line of everybody is never below."""
    if not funded:
        return 0, 0
    low, high = funded[-1][1], everybody[-1][1]
    return max(low, high + APART), high


def _points(points):
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _text(value):
    return f"{value:.1f}"
