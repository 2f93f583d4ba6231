"""The money of the call: lines with their shares, and who is funded down each ranking. Exact to the cent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from eligibility.canonical import Misfit
from eligibility.item import CENT, Item, Words, money, percent, unique_codes

NOTHING = Decimal("0.00")
Policy = Literal["stop", "skip", "partial"]


@dataclass(frozen=True, kw_only=True)
class BudgetLine(Item):
    """One line of money: its sum, or its share of the total; the target groups and the channel it pays for."""

    amount: Decimal | None = None  # euros; some real acts carry three decimals
    percent: Decimal | None = None
    groups: tuple[str, ...] = ()  # target groups; () = all
    interventions: tuple[str, ...] = ()  # supports; () = all of the channel
    channel: Literal["indirect", "direct"] = "indirect"

    def __post_init__(self) -> None:
        if (self.amount is None) == (self.percent is None):
            raise Misfit(("amount",), "both or neither of amount and percent", "one of the two")
        if self.amount is not None and self.amount < 0:
            raise Misfit(("amount",), str(self.amount), "0 or more")
        if self.percent is not None:
            percent(self.percent)

    def pays(self, group: str | None, intervention: str, channel: str) -> bool:
        """Whether this is the line for that support, for people of that target group."""
        return (
            channel == self.channel
            and group in (self.groups or (group,))
            and intervention in (self.interventions or (intervention,))
        )


@dataclass(frozen=True, kw_only=True)
class Budget(Words):
    """`exhausted`: at the first person the money does not reach, stop, skip to the next, or pay the part that is left.

    `freed`: what a death or a renunciation leaves goes down the list ("scroll"), or stays aside ("held").
    None = the call does not say it: an open parameter.
    """

    total: Decimal | None = None  # None = the source states no sum; then the lines are all shares
    lines: tuple[BudgetLine, ...]
    exhausted: Policy | None = None
    freed: Literal["scroll", "held"] | None = None
    residual_to: str = ""  # code of the line that takes what is left of the others; "" = it stays where it is

    def __post_init__(self) -> None:
        if self.total is not None and self.total != self.total.quantize(Decimal("0.001")):
            money(self.total, "total")
        unique_codes(self.lines, "lines")
        shares = [line.percent for line in self.lines if line.percent is not None]
        if not self.lines:
            raise Misfit(("lines",), "an empty list", "at least one line")
        if shares and len(shares) != len(self.lines):
            raise Misfit(("lines",), "some sums and some shares", "all sums (amount) or all shares (percent)")
        if shares and sum(shares) != 100:
            raise Misfit(("lines",), f"shares that make {sum(shares)}", "shares that make 100 together")
        amounts = sum(line.amount for line in self.lines) if not shares else None
        if self.total is not None and amounts is not None and amounts != self.total:
            raise Misfit(("lines",), f"sums that make {amounts}", f"sums that make {self.total}, the total")
        if self.residual_to and self.residual_to not in [line.code for line in self.lines]:
            raise Misfit(("residual_to",), f'"{self.residual_to}"', ", ".join(line.code for line in self.lines))

    def split(self) -> dict[str, Decimal | None]:
        """Euros of each line. Shares go down to the cent, and the cents left go to the largest remainders, in order."""
        if self.lines[0].amount is not None:
            return {line.code: line.amount for line in self.lines}
        if self.total is None:
            return {line.code: None for line in self.lines}
        exact = {line.code: self.total * line.percent / 100 for line in self.lines}
        out = {code: value.quantize(CENT, ROUND_DOWN) for code, value in exact.items()}
        left = int(((self.total - sum(out.values())) / CENT).to_integral_value(ROUND_DOWN))
        for code in sorted(exact, key=lambda code: out[code] - exact[code])[:left]:
            out[code] += CENT
        # What is finer than a cent in the total stays in the first line, so that the sum is the total.
        out[self.lines[0].code] += self.total - sum(out.values())
        return out


@dataclass(frozen=True)
class Funded:
    code: str  # of the case
    cost: Decimal  # euros to the end of the benefit
    committed: Decimal  # euros; less than the cost only with the policy "partial", 0 when not funded

    @property
    def state(self) -> Literal["funded", "partial", "not_funded"]:
        if self.committed == self.cost:
            return "funded"
        return "partial" if self.committed else "not_funded"


@dataclass(frozen=True)
class Funding:
    rows: tuple[Funded, ...]  # in the order of the ranking
    available: Decimal
    left: Decimal

    @property
    def committed(self) -> Decimal:
        return self.available - self.left

    @property
    def needed(self) -> Decimal:
        """Euros more that would fund everybody."""
        return max(sum((row.cost for row in self.rows), NOTHING) - self.available, NOTHING)


def fund(ranked: Iterable[tuple[str, Decimal]], available: Decimal, policy: Policy) -> Funding:
    """Walk the ranking with (case, cost to the end of the benefit) and commit money while there is some."""
    rows: list[Funded] = []
    left, stopped = available, False
    for code, cost in ranked:
        if stopped:
            committed = NOTHING
        elif cost <= left:
            committed = cost
        else:
            committed = left if policy == "partial" else NOTHING
            stopped = policy != "skip"
        left -= committed
        rows.append(Funded(code, cost, committed))
    return Funding(tuple(rows), available, left)


def scroll(funding: Funding, freed: Decimal, costs: dict[str, Decimal], policy: Policy) -> Funding:
    """Down the list again with the money that somebody leaves, for those who are not funded yet.

    `costs`: what each of them costs from the new first day to the end; who is not there costs what it did.
    """
    waiting = [(row.code, costs.get(row.code, row.cost)) for row in funding.rows if row.state == "not_funded"]
    return fund(waiting, funding.left + freed, policy)


def fund_lines(
    budget: Budget, ranked: dict[str, list[tuple[str, Decimal]]], policy: Policy | None = None
) -> dict[str, Funding]:
    """The funding of each line of the budget, by its code. What is left of the others goes to `residual_to`, last.

    `policy` is the office's choice where the call leaves it open; ValueError when neither says it.
    """
    policy = budget.exhausted or policy
    if policy is None:
        raise ValueError("budget.exhausted is an open parameter: choose stop, skip or partial")
    money_of = budget.split()
    out: dict[str, Funding] = {}
    spare = NOTHING
    for line in sorted(budget.lines, key=lambda one: one.code == budget.residual_to):
        available = money_of[line.code]
        if available is None:
            raise ValueError(f"{line.code}: the call states no sum")
        if line.code == budget.residual_to:
            available += spare
        out[line.code] = fund(ranked.get(line.code, ()), available, policy)
        if budget.residual_to:
            spare += out[line.code].left
    return out


@dataclass(frozen=True)
class Spread:
    """What one case asks of each line of the budget and what is committed there; both in euros, by code of the line."""

    code: str
    costs: Mapping[str, Decimal]
    committed: Mapping[str, Decimal]

    @property
    def cost(self) -> Decimal:
        return sum(self.costs.values(), NOTHING)

    @property
    def total(self) -> Decimal:
        return sum(self.committed.values(), NOTHING)

    @property
    def state(self) -> Literal["funded", "partial", "not_funded"]:
        if self.total == self.cost:
            return "funded"
        return "partial" if self.total else "not_funded"


def fund_across(
    ranked: Iterable[tuple[str, Mapping[str, Decimal]]], available: Mapping[str, Decimal], policy: Policy
) -> tuple[tuple[Spread, ...], dict[str, Decimal]]:
    """Walk one ranking whose cases ask for money of several lines. (rows in order, euros left by line).

    A case is funded when every line it asks has room. With "stop", a line that did not suffice gives nothing more, so
    that nobody below passes before; the other lines go on. With "partial" it first gives what it has left. A line that
    is not in `available` has nothing.
    """
    left = {line: max(amount, NOTHING) for line, amount in available.items()}
    closed: set[str] = set()
    rows: list[Spread] = []
    for code, costs in ranked:
        asked = {line: amount for line, amount in costs.items() if amount}
        short = [line for line, amount in asked.items() if line in closed or amount > left.get(line, NOTHING)]
        given = dict.fromkeys(costs, NOTHING)
        if not short:
            given |= asked
        elif policy == "partial" and not closed.intersection(asked):
            given |= {
                line: min(amount, left.get(line, NOTHING).quantize(CENT, ROUND_DOWN)) for line, amount in asked.items()
            }
        for line, amount in given.items():
            if amount:
                left[line] -= amount
        if policy != "skip":
            closed.update(short)
        rows.append(Spread(code, costs, given))
    return tuple(rows), left
