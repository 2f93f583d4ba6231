"""The rows the checks read, fetched once for the whole run."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum, prefetch_related_objects

from accounts.models import Membership
from applications.assessment_rules import valid_to
from applications.models import (
    Application,
    Assessment,
    AssessmentTerms,
    Certificate,
    HouseholdMember,
    IndividualPlan,
    Isee,
    LegalRepresentative,
    PlanState,
)
from applications.workflow import PAYABLE
from vouchers import missing_reports, run_rules, staff_register
from vouchers.ledger import NOTHING, previous_month
from vouchers.models import AccountConfirmation, Award, Interruption, LedgerEntry, Payment, Payout


@dataclass
class CaseLines:
    """The lines of one case in the run."""

    application: object
    lines: list = field(default_factory=list)
    kept: Decimal = NOTHING  # kept back of money received unduly
    rule_set: object = None  # the RuleSetVersion the award was decided under

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
    """Everything the checks read, by case or person id. ``last``: lines of last month's run; ``returned``: payouts that
    ever came back; ``confirmed``: (case, IBAN) a second person confirmed; ``holders``: {IBAN: names it is held under in
    the Ambito}; ``staff``: names of who works in the offices of the Ambito; ``staff_accounts``: fingerprints of
    their register; ``assessed_to``: last day of the assessment
    where the call sets one; ``acts``: {call: newest MoneyRules}; ``spent``: {call: euro booked so far}."""

    month: date
    on: date
    cases: list
    last: dict
    away: dict
    plans: dict
    isee: dict
    household: dict
    representatives: dict
    returned: dict
    confirmed: set
    holders: dict
    staff: tuple
    staff_accounts: frozenset
    certificates: dict
    assessed_to: dict
    acts: dict
    spent: dict
    unreported: list = field(default_factory=list)  # [(case, months without an accepted expense report)]


def gather(run, *, on):
    """Fetch the rows of the run for the checks made on the day ``on``."""
    cases = {}
    due = run.payments.filter(state=Payment.State.DUE).select_related(
        "application__person__municipality",
        "application__municipality",
        "application__case_manager",
        "component__award__determination__rule_set",
    )
    for line in due:
        case = cases.setdefault(line.application_id, CaseLines(line.application))
        case.lines.append(line)
        case.rule_set = line.component.award.determination.rule_set
    for payout in run.payouts.exclude(set_off=0).select_related(
        "application__person", "application__municipality", "application__case_manager"
    ):
        cases.setdefault(payout.application_id, CaseLines(payout.application)).kept = payout.set_off
    prefetch_related_objects([case.application for case in cases.values()], "measure_checks", "measures")
    calls = {case.application.call_id for case in cases.values()}
    persons = [case.application.person_id for case in cases.values()]
    last = Payment.objects.filter(
        run__plan_office=run.plan_office, run__month=previous_month(run.month), application__in=cases
    ).exclude(state=Payment.State.TAKEN_OUT)
    return Rows(
        month=run.month,
        on=on,
        # who only gives money back is paid nothing: there is no account and no paper to check
        cases=[case for case in cases.values() if case.gross or case.kept],
        last=_group(_paid_once(last), "application_id"),
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
        returned=_group(
            Payout.objects.filter(application__in=cases, state=Payout.State.RETURNED), "application_id"
        ),
        confirmed=set(
            AccountConfirmation.objects.filter(application__in=cases).values_list("application", "iban")
        ),
        holders=_holders(run.plan_office),
        staff=_staff(run.plan_office, on),
        staff_accounts=staff_register.in_force(run.plan_office),
        certificates=_group(Certificate.objects.filter(person__in=persons, pending=False), "person_id"),
        assessed_to=_assessed_to(cases, calls),
        acts=run_rules.newest(calls),
        spent=dict(
            LedgerEntry.objects.filter(account=LedgerEntry.Account.EXPENSE, application__call__in=calls)
            .order_by()
            .values_list("application__call")
            .annotate(total=Sum("amount"))
        ),
    )


def _paid_once(lines):
    """Without the lines that came back and that a further list of the month paid again."""
    there = {(one.component_id, one.month) for one in lines if one.state != Payment.State.RETURNED}
    return [
        one
        for one in lines
        if one.state != Payment.State.RETURNED or (one.component_id, one.month) not in there
    ]


def _holders(plan_office):
    found = {}
    accounts = Application.objects.filter(plan_office=plan_office).exclude(iban="").exclude(payee_name="")
    for iban, name in accounts.values_list("iban", "payee_name"):
        found.setdefault(iban, set()).add(name)
    return found


def _staff(plan_office, on):
    """(first name, last name) of who has a role in the Plan Office or in a Comune of it on the day ``on``."""
    rows = Membership.objects.filter(
        Q(office=plan_office) | Q(office__parent=plan_office), Q(valid_to=None) | Q(valid_to__gte=on)
    )
    return tuple(rows.values_list("user__first_name", "user__last_name").distinct())


def _assessed_to(cases, calls):
    terms = {row.call_id: row for row in AssessmentTerms.objects.filter(call__in=calls, valid_months__gt=0)}
    if not terms:
        return {}
    found = {}
    rows = Assessment.objects.filter(
        application__in=cases, application__call__in=terms, visited_on__isnull=False
    )
    for row in rows.select_related("application").order_by("visited_on"):
        found[row.application_id] = valid_to(row, terms[row.application.call_id])
    return found


def _unreported(run):
    """Cases being paid whose months wait for their expense report, up to the month of the run."""
    calls = missing_reports.calls_asking(run.plan_office)
    if not calls:
        return []
    awards = Award.objects.filter(
        application__call__in=list(calls), application__status__in=[one.value for one in PAYABLE]
    )
    return missing_reports.of(awards, until=run.month, accepted_only=True)


def _group(rows, key):
    found = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found
