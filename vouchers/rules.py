"""The calendar a case is paid by: what its call says, then what the office decided, then what the product does.

The sources of the calls found say little of parts of months, of the day of death, of stays and of recovery
(measure-b2.md §9): what nobody states stays an open parameter, and the last line of defence below is the regional
text read literally, which pays by the month.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from applications.facts import rules_of
from eligibility.calendar import Absence, AbsenceLimit, Calendar
from eligibility.dates import add_months, last_of_month
from eligibility.reimbursement import reimburses
from eligibility.steps import Rounding
from eligibility.text import Text
from vouchers.models import Interruption, MoneyRules

# NOT STATED by any source found: months are paid whole, and the day of death is one of them.
PRORATION = "full_month"
DAY_OF_DEATH_DUE = True
DAY_OF_PLACEMENT_DUE = True
RECOVERY = "next_payments_first"
ADULT = 18  # years

_NOBODY_SAYS = Text("Il testo dell’avviso non lo dice.", "The text of the call does not say.")


@dataclass(frozen=True)
class PaidBy:
    """``calendar`` without open parameters; ``share``: of each payment, how much recovery may take (0 to 1).

    ``every_months``: months paid together, counted from the month of ``first``. ``after_report``: only after the
    expense report of the month; ``reimbursed``: {code: support of the rule set} of those that give a cost back.
    ``report_days``: days from the end of the months paid together to bring it, after which they are lost; None = a
    month reported late is paid later. ``sabbatical_months``: months that may stay without a report before the call has
    the right lost; None = it says nothing of it.
    """

    calendar: Calendar
    share: Decimal = Decimal(1)
    every_months: int = 1
    first: date | None = None
    after_report: bool = False
    report_days: int | None = None
    sabbatical_months: int | None = None
    reimbursed: dict = field(default_factory=dict)
    rounding: Rounding | None = None

    def period_end(self, month: date) -> date:
        """The last of the months (its first day) that are paid together with ``month``."""
        if self.every_months == 1 or self.first is None:
            return month
        passed = (month.year - self.first.year) * 12 + month.month - self.first.month
        return add_months(month, self.every_months - 1 - passed % self.every_months)

    def last_day_to_report(self, month: date) -> date | None:
        """The last day to bring the report of ``month``, None when a late one is paid later."""
        if self.report_days is None:
            return None
        return last_of_month(self.period_end(month)) + timedelta(days=self.report_days)


def paid_by(rule_set_version, decided=None, first=None):
    """The PaidBy of an award: ``rule_set_version`` it was decided under, ``decided``: the newest MoneyRules of its
    call or None, ``first``: the first day of the benefit of the call."""
    rules = rules_of(rule_set_version)
    stated, payment = rules.calendar, rules.payment
    stated = stated or Calendar(label=Text("Mesi", "Months"), sentence=_NOBODY_SAYS)
    decided = decided or MoneyRules()
    method = stated.proration or decided.proration or PRORATION
    calendar = replace(
        stated,
        starts=stated.starts or "benefit_start",
        proration=method,
        whole_month_days=stated.whole_month_days
        or (decided.whole_month_days if not stated.proration else None),
        day_of_death_due=_first(stated.day_of_death_due, decided.day_of_death_due, DAY_OF_DEATH_DUE),
        day_of_placement_due=_first(stated.day_of_placement_due, DAY_OF_PLACEMENT_DUE),
        recovery=stated.recovery or decided.recovery or RECOVERY,
        absences=stated.absences + tuple(_absences(stated, decided)),
    )
    percent = stated.recovery_percent or decided.recovery_percent
    # a late month is lost only where the call or an act says both that it is and from when a report is late
    late = _first(payment and payment.carry_over, decided.carry_over, True)
    return PaidBy(
        calendar,
        Decimal(percent) / 100 if percent else Decimal(1),
        every_months=payment.every_months if payment else 1,
        first=first,
        after_report=_first(payment and payment.after_report, decided.after_report, False),
        report_days=None if late else decided.report_days,
        sabbatical_months=payment.sabbatical_months if payment else None,
        reimbursed={one.code: one for one in rules.interventions if reimburses(one)},
        rounding=rules.rounding,
    )


def _absences(stated, decided):
    """One Absence for every reason the call does not name: by the act of the office, else it stops the money from its
    first day (with months paid whole, a month is lost only when the person is away for the whole of it)."""
    limits = {
        Interruption.Reason.HOSPITAL: (decided.hospital_days, decided.hospital_days),
        Interruption.Reason.RESPITE: (decided.respite_days, decided.respite_days_minors),
    }
    named = {one.code for one in stated.absences}
    for reason in Interruption.Reason:
        if reason.value in named:
            continue
        adults, minors = limits.get(reason, (None, None))
        days = AbsenceLimit(from_age=ADULT, max_days=adults or 0)
        young = AbsenceLimit(under_age=ADULT, max_days=(adults if minors is None else minors) or 0)
        yield Absence(
            code=reason.value,
            label=Text(str(reason.label), str(reason.label)),
            sentence=_NOBODY_SAYS,
            limits=(young, days),
            discharge_after=decided.discharge_after if reason in limits else None,
        )


def _first(*values):
    return next(value for value in values if value is not None)
