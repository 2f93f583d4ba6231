"""The checks of a run: a table, each check a function from the rows of the run to the cases it finds.

The rows are fetched once, in few queries (``gather``); a check asks the database nothing. ``refresh`` writes what
was found, one summary per check and one row per case. Blocks stop the lock; warnings are read and passed.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from applications.models import HouseholdMember, IndividualPlan, Isee, LegalRepresentative, PlanState
from vouchers.ledger import NOTHING, previous_month
from vouchers.models import Interruption, Payment, RunCheck

AWAY_LIMIT_DAYS = 30  # longer without a date of return, nobody can say that the money is due
CHANGE_LIMIT = Decimal("0.20")  # share of last month's amount
BLOCK, WARNING = RunCheck.Severity.BLOCK, RunCheck.Severity.WARNING


@dataclass
class CaseLines:
    """The lines of one case in the run."""

    application: object
    lines: list = field(default_factory=list)

    @property
    def total(self):
        return sum((line.amount for line in self.lines), NOTHING)

    def total_of(self, month):
        return sum((line.amount for line in self.lines if line.month == month), NOTHING)


@dataclass
class Rows:
    """Everything the checks read. ``last``: {case: lines of last month's run}; the rest by case or person id."""

    month: date
    on: date
    cases: list
    last: dict
    away: dict
    plans: dict
    isee: dict
    household: dict
    representatives: dict


@dataclass(frozen=True)
class Check:
    """``title`` and ``detail`` are sentences with %(values)s; ``fix``: (label of the link, where it leads)."""

    code: str
    severity: str
    label: Promise
    title: Promise
    detail: Promise
    fix: tuple
    look: Callable


def gather(run, *, on):
    """Fetch the rows of the run for the checks made on the day ``on``."""
    cases = {}
    due = run.payments.filter(state=Payment.State.DUE).select_related(
        "application__person", "application__municipality", "application__case_manager"
    )
    for line in due:
        cases.setdefault(line.application_id, CaseLines(line.application)).lines.append(line)
    persons = [case.application.person_id for case in cases.values()]
    last = Payment.objects.filter(
        run__plan_office=run.plan_office, run__month=previous_month(run.month), application__in=cases
    ).exclude(state=Payment.State.TAKEN_OUT)
    return Rows(
        month=run.month,
        on=on,
        cases=list(cases.values()),
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
    )


def _group(rows, key):
    found = {}
    for row in rows:
        found.setdefault(getattr(row, key), []).append(row)
    return found


# --- one function per check: yields (case, values of the sentence) ------------------------------------------


def no_iban(rows):
    return ((case, {}) for case in rows.cases if not case.application.iban)


def wrong_iban(rows):
    for case in rows.cases:
        iban = case.application.iban
        if iban and not iban_is_right(iban):
            yield case, {"end": iban[-4:]}


def iban_is_right(iban):
    """Length, check digits and, for Italian accounts, the bank's own control letter."""
    try:
        return IBAN(iban).validate(validate_bban=True)
    except SchwiftyException:
        return False


def other_holder(rows):
    for case in rows.cases:
        one = case.application
        if one.payee_delegated or not one.iban or is_holder(one, rows.representatives.get(one.person_id, ())):
            continue
        yield case, {"holder": one.payee_name or "–"}


def is_holder(application, representatives):
    """The account belongs to the person or to whoever legally represents them."""
    person = application.person
    codes = {person.tax_code, *(one.tax_code for one in representatives if one.tax_code)}
    if application.payee_tax_code:
        return application.payee_tax_code in codes
    names = {_words(person.full_name), *(_words(str(one)) for one in representatives)}
    return _words(application.payee_name) in names


def _words(name):
    """The words of a name in any order, without accents and case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return frozenset(plain.replace("'", " ").split())


def died(rows):
    for case in rows.cases:
        if case.application.person.died_on:
            yield case, {"day": f"{case.application.person.died_on:%d/%m/%Y}"}


def away_too_long(rows):
    return _away(rows, lambda days: days > AWAY_LIMIT_DAYS)


def away(rows):
    return _away(rows, lambda days: days <= AWAY_LIMIT_DAYS)


def _away(rows, wanted):
    for case in rows.cases:
        for one in rows.away.get(case.application.pk, ()):
            days = one.days_away(on=rows.on)
            if wanted(days):
                yield case, {"days": days, "day": f"{one.starts_on:%d/%m/%Y}", "reason": one.reason}


def came_back(rows):
    for case in rows.cases:
        lines = rows.last.get(case.application.pk, ())
        if any(line.state == Payment.State.RETURNED and line.iban == case.application.iban for line in lines):
            yield case, {"end": case.application.iban[-4:]}


def shared_iban(rows):
    by_iban = {}
    for case in rows.cases:
        if case.application.iban:
            by_iban.setdefault(case.application.iban, []).append(case)
    for sharing in by_iban.values():
        for case in sharing:
            strangers = [
                other for other in sharing if not _related(rows, case.application, other.application)
            ]
            if strangers:
                yield case, {"refs": ", ".join(sorted(other.application.ref for other in strangers))}


def _related(rows, one, other):
    """The same person, one household, or one legal representative."""
    if one.person_id == other.person_id:
        return True
    members = {_words(f"{m.last_name} {m.first_name}") for m in rows.household.get(one.person_id, ())}
    members |= {_words(f"{m.last_name} {m.first_name}") for m in rows.household.get(other.person_id, ())}
    if {_words(one.person.full_name), _words(other.person.full_name)} & members:
        return True
    codes = [
        {r.tax_code for r in rows.representatives.get(case.person_id, ()) if r.tax_code}
        for case in (one, other)
    ]
    return bool(codes[0] & codes[1])


def plan_expired(rows):
    for case in rows.cases:
        ends = [plan.ends_on for plan in rows.plans.get(case.application.pk, ()) if plan.ends_on]
        if not ends or max(ends) < rows.month:
            yield case, {"day": f"{max(ends):%d/%m/%Y}" if ends else "–"}


def isee_expired(rows):
    for case in rows.cases:
        known = rows.isee.get(case.application.person_id, ())
        if known and max(row.valid_to for row in known) < rows.month:
            yield case, {"day": f"{max(row.valid_to for row in known):%d/%m/%Y}"}


def isee_omissions(rows):
    for case in rows.cases:
        known = rows.isee.get(case.application.person_id, ())
        if known and known[-1].has_omissions:
            yield case, {}


def amount_changed(rows):
    before = previous_month(rows.month)
    for case in rows.cases:
        last = sum(
            (line.amount for line in rows.last.get(case.application.pk, ()) if line.month == before), NOTHING
        )
        now = case.total_of(rows.month)
        if last and now and abs(now - last) > last * CHANGE_LIMIT:
            yield case, {"before": str(last), "now": str(now)}


def iban_changed(rows):
    for case in rows.cases:
        known = {line.iban for line in rows.last.get(case.application.pk, ()) if line.iban}
        if known and case.application.iban and case.application.iban not in known:
            yield case, {"before": sorted(known)[0][-4:], "now": case.application.iban[-4:]}


_HOLDER_DETAIL = _("Holder: %(holder)s. The mandate to collect is missing.")
_AWAY_TITLE = _("Away for %(days)s days without a date of return")
_PAYEE, _RETURN = (_("Ask for the new IBAN"), "payee"), (_("Record return"), "return")

CHECKS = (
    Check("no_iban", BLOCK, _("Account of every person"), _("No account"), _("Nobody has entered the IBAN."),
          (_("Enter the IBAN"), "payee"), no_iban),
    Check("wrong_iban", BLOCK, _("IBAN right"), _("Wrong IBAN"),
          _("The account ending in %(end)s does not pass the bank's check."), _PAYEE, wrong_iban),
    Check("other_holder", BLOCK, _("Account holder or mandate"), _("Account of another person"), _HOLDER_DETAIL,
          (_("Upload the mandate"), "documents"), other_holder),
    Check("shared_iban", BLOCK, _("One account, one family"), _("The same account for people who are not related"),
          _("The same IBAN is in %(refs)s."), (_("See the account"), "payee"), shared_iban),
    Check("died", BLOCK, _("Deaths"), _("The person has died"), _("Died on %(day)s."),
          (_("End the award"), "end"), died),
    Check("away_too_long", BLOCK, _("Stays without return over 30 days"), _AWAY_TITLE,
          _("Since %(day)s: over 30 days the voucher stops."), _RETURN, away_too_long),
    Check("came_back", BLOCK, _("Accounts that returned a payment"), _("Closed account"),
          _("Last month's payment to the account ending in %(end)s came back."), _PAYEE, came_back),
    Check("plan_expired", BLOCK, _("Plan valid"), _("Expired plan"), _("The Individual Plan ended on %(day)s."),
          (_("See the plan"), "plan"), plan_expired),
    Check("away", WARNING, _("Stays without return"), _AWAY_TITLE,
          _("Since %(day)s: this month is paid, from the 31st day the voucher stops."), _RETURN, away),
    Check("isee_expired", WARNING, _("ISEE in date"), _("Expired ISEE"), _("It expired on %(day)s: ask for the new one."),
          (_("See the ISEE"), "evidence"), isee_expired),
    Check("isee_omissions", WARNING, _("ISEE without omissions or discrepancies"), _("ISEE with omissions"),
          _("This month is paid, then the correction is needed."), (_("See the ISEE"), "evidence"), isee_omissions),
    Check("amount_changed", WARNING, _("Amount close to last month's"), _("Amount changed by over a fifth"),
          pgettext_lazy("amounts", "From %(before)s to %(now)s."), (_("See the amount"), "amount"), amount_changed),
    Check("iban_changed", WARNING, _("Account the same as last month"), _("The account is new"),
          _("It ended in %(before)s, now it ends in %(now)s."), (_("See the account"), "payee"), iban_changed),
)  # fmt: skip
BY_CODE = {check.code: check for check in CHECKS}


def refresh(run, *, on):
    """Look at the run on the day ``on`` and write what is found in place of the last round. Returns the rows."""
    rows = gather(run, on=on)
    found = []
    for check in CHECKS:
        hits = list(check.look(rows))
        total = sum((case.total for case, _values in hits), NOTHING)
        severity = check.severity if hits else RunCheck.Severity.OK
        count = len(hits) or len(rows.cases)
        found.append(RunCheck(run=run, code=check.code, severity=severity, count=count, amount=total))
        found += [
            RunCheck(
                run=run, code=check.code, severity=check.severity, application=case.application, values=values,
                amount=case.total, count=1,
            )
            for case, values in hits
        ]  # fmt: skip
    run.checks.all().delete()
    RunCheck.objects.bulk_create(found)
    return rows
