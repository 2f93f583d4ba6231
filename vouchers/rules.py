"""The calendar a case is paid by: what its call says, then what the office decided, then what the product does.

The sources of the calls found say little of parts of months, of the day of death, of stays and of recovery
(measure-b2.md §9): what nobody states stays an open parameter, and the last line of defence below is the regional
text read literally, which pays by the month.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from applications.facts import rules_of
from eligibility.calendar import Absence, AbsenceLimit, Calendar
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
    """``calendar`` without open parameters; ``share``: of each payment, how much recovery may take (0 to 1)."""

    calendar: Calendar
    share: Decimal = Decimal(1)


def paid_by(rule_set_version, decided=None):
    """The PaidBy of an award: ``rule_set_version`` it was decided under, ``decided``: the newest MoneyRules of its
    call or None."""
    stated = rules_of(rule_set_version).calendar
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
    percent = decided.recovery_percent
    return PaidBy(calendar, Decimal(percent) / 100 if percent else Decimal(1))


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
