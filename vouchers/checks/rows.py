"""The rows the checks read, fetched once for the whole run."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from applications.models import HouseholdMember, IndividualPlan, Isee, LegalRepresentative, PlanState
from applications.workflow import PAYABLE
from vouchers import missing_reports
from vouchers.ledger import NOTHING, previous_month
from vouchers.models import Award, Interruption, Payment


@dataclass
class CaseLines:
    """The lines of one case in the run."""

    application: object
    lines: list = field(default_factory=list)
    kept: Decimal = NOTHING  # kept back of money received unduly

    @property
    def gross(self):
        """Euro of the months due. Corrections move no money."""
        return sum((line.amount for line in self.lines if line.amount > NOTHING), NOTHING)

    @property
    def total(self):
        """Euro to pay: the months due less what is kept back."""
        return self.gross - self.kept

    def total_of(self, month):
        return sum((line.amount for line in self.lines if line.month == month), NOTHING)


@dataclass
class Rows:
    """Everything the checks read. ``last``: {case: lines of last month's run}; the rest by case or person
    id."""

    month: date
    on: date
    cases: list
    last: dict
    away: dict
    plans: dict
    isee: dict
    household: dict
    representatives: dict
    unreported: list = field(default_factory=list)  # [(case, months without an accepted expense report)]


def gather(run, *, on):
    """Fetch the rows of the run for the checks made on the day ``on``."""
    cases = {}
    due = run.payments.filter(state=Payment.State.DUE).select_related(
        "application__person", "application__municipality", "application__case_manager"
    )
    for line in due:
        cases.setdefault(line.application_id, CaseLines(line.application)).lines.append(line)
    for payout in run.payouts.exclude(set_off=0).select_related(
        "application__person", "application__municipality", "application__case_manager"
    ):
        cases.setdefault(payout.application_id, CaseLines(payout.application)).kept = payout.set_off
    persons = [case.application.person_id for case in cases.values()]
    last = Payment.objects.filter(
        run__plan_office=run.plan_office, run__month=previous_month(run.month), application__in=cases
    ).exclude(state=Payment.State.TAKEN_OUT)
    return Rows(
        month=run.month,
        on=on,
        # who only gives money back is paid nothing: there is no account and no paper to check
        cases=[case for case in cases.values() if case.gross or case.kept],
        last=_group(last, "application_id"),
        away=_group(
            Interruption.objects.filter(application__in=cases, ends_on__isnull=True), "application_id"
        ),
        plans=_group(
            IndividualPlan.objects.filter(application__in=cases, state=PlanState.APPROVED), "application_id"
        ),
        isee=_group(Isee.objects.filter(person__in=persons).order_by("issued_on", "pk"), "person_id"),
        household=_group(HouseholdMember.objects.filter(person__in=persons), "person_id"),
        representatives=_group(
            LegalRepresentative.objects.filter(person__in=persons).filter(
                Q(ends_on__isnull=True) | Q(ends_on__gte=run.month)
            ),
            "person_id",
        ),
        unreported=_unreported(run),
    )


def _unreported(run):
    """Cases being paid whose months wait for their expense report, up to the month of the run."""
    calls = missing_reports.calls_asking(run.plan_office)
    if not calls:
        return []
    awards = Award.objects.filter(
        application__call__in=calls, application__status__in=[one.value for one in PAYABLE]
    )
    return missing_reports.of(awards, until=run.month, accepted_only=True)


def _group(rows, key):
    found = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found
