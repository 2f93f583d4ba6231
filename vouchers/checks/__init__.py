"""The checks of a run: a table. Each check is a function from the rows of the run to the cases it finds.

The rows are fetched once, in few queries (``rows.gather``); a check asks the database nothing. ``refresh``
writes what was found, one summary per check and one row per case. Blocks stop the lock; warnings are read
and passed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vouchers.checks import grounds, looks
from vouchers.checks.rows import gather
from vouchers.ledger import NOTHING
from vouchers.models import RunCheck

BLOCK, WARNING = RunCheck.Severity.BLOCK, RunCheck.Severity.WARNING


@dataclass(frozen=True)
class Check:
    """``title`` and ``detail`` are sentences with %(values)s; ``fix``: (label of the link, where it
    leads)."""

    code: str
    severity: str
    label: Promise
    title: Promise
    detail: Promise
    fix: tuple
    look: Callable


_HOLDER_DETAIL = _("Holder: %(holder)s. The mandate to collect is missing.")
_AWAY_TITLE = _("Away for %(days)s days without a date of return")
_CONFIRM = (_("Confirm the account"), "confirm")
_PAYEE, _RETURN = (_("Ask for the new IBAN"), "payee"), (_("Record return"), "return")

CHECKS = (
    Check(
        "no_iban",
        BLOCK,
        _("Account of every person"),
        _("No account"),
        _("Nobody has entered the IBAN."),
        (_("Enter the IBAN"), "payee"),
        looks.no_iban,
    ),
    Check(
        "wrong_iban",
        BLOCK,
        _("IBAN right"),
        _("Wrong IBAN"),
        _("The account ending in %(end)s does not pass the bank's check."),
        _PAYEE,
        looks.wrong_iban,
    ),
    Check(
        "other_holder",
        BLOCK,
        _("Account holder or mandate"),
        _("Account of another person"),
        _HOLDER_DETAIL,
        (_("Upload the mandate"), "documents"),
        looks.other_holder,
    ),
    Check(
        "shared_iban",
        BLOCK,
        _("One account, one family"),
        _("The same account for people who are not related"),
        _("The same IBAN is in %(refs)s."),
        (_("See the account"), "payee"),
        looks.shared_iban,
    ),
    Check(
        "iban_changed",
        BLOCK,
        _("Account the same as last month, or confirmed"),
        _("The account is new"),
        _("It ended in %(before)s, now it ends in %(now)s: a second person confirms it."),
        _CONFIRM,
        looks.iban_changed,
    ),
    Check(
        "staff_account",
        BLOCK,
        _("No account of who works here"),
        _("The account has the name of a member of staff"),
        _("The account ending in %(end)s: a second person confirms it."),
        _CONFIRM,
        looks.staff_account,
    ),
    Check(
        "staff_iban",
        BLOCK,
        _("No account in the register of the staff"),
        _("The account of a member of staff"),
        _("The account ending in %(end)s is in the register of the staff: a second person confirms it."),
        _CONFIRM,
        looks.staff_iban,
    ),
    Check(
        "died",
        BLOCK,
        _("Deaths"),
        _("The person has died"),
        _("Died on %(day)s."),
        (_("End the award"), "end"),
        looks.died,
    ),
    Check(
        "moved",
        BLOCK,
        _("Residence in the Ambito"),
        _("The person does not live in the Ambito"),
        _("Registry checked on %(day)s."),
        (_("Hand over to another Ambito"), "move"),
        grounds.moved,
    ),
    Check(
        "left_home",
        BLOCK,
        _("Living at home"),
        _("The person does not live at home"),
        _("The measure helps who stays at home: record the admission."),
        (_("Admission to a residence"), "placement"),
        grounds.left_home,
    ),
    Check(
        "incompatible",
        BLOCK,
        _("Measures that go together"),
        _("A measure that cannot go together with this one"),
        _("The person receives %(measure)s."),
        (_("See the evidence"), "evidence"),
        grounds.incompatible,
    ),
    Check(
        "over_budget",
        BLOCK,
        _("Money of the call"),
        _("The money of the call is not enough"),
        _("The call has %(available)s: with this person %(over)s more would be spent."),
        (_("See the amount"), "amount"),
        grounds.over_budget,
    ),
    Check(
        "away_too_long",
        BLOCK,
        _("Stays without return over 30 days"),
        _AWAY_TITLE,
        _("Since %(day)s: over 30 days the voucher stops."),
        _RETURN,
        looks.away_too_long,
    ),
    Check(
        "came_back",
        BLOCK,
        _("Accounts that returned a payment"),
        _("Closed account"),
        _("A payment to the account ending in %(end)s came back."),
        _PAYEE,
        looks.came_back,
    ),
    Check(
        "plan_expired",
        BLOCK,
        _("Plan valid"),
        _("Expired plan"),
        _("The Individual Plan ended on %(day)s."),
        (_("See the plan"), "plan"),
        looks.plan_expired,
    ),
    Check(
        "away",
        WARNING,
        _("Stays without return"),
        _AWAY_TITLE,
        _("Since %(day)s: this month is paid, from the 31st day the voucher stops."),
        _RETURN,
        looks.away,
    ),
    Check(
        "isee_expired",
        WARNING,
        _("ISEE in date"),
        _("Expired ISEE"),
        _("It expired on %(day)s: ask for the new one."),
        (_("See the ISEE"), "evidence"),
        looks.isee_expired,
    ),
    Check(
        "isee_omissions",
        WARNING,
        _("ISEE without omissions or discrepancies"),
        _("ISEE with omissions"),
        _("This month is paid, then the correction is needed."),
        (_("See the ISEE"), "evidence"),
        looks.isee_omissions,
    ),
    Check(
        "amount_changed",
        WARNING,
        _("Amount close to last month's"),
        _("Amount changed by over %(percent)s %%"),
        pgettext_lazy("amounts", "From %(before)s to %(now)s."),
        (_("See the amount"), "amount"),
        looks.amount_changed,
    ),
    Check(
        "moved_within",
        WARNING,
        _("Comune of residence"),
        _("Lives in another Comune of the Ambito"),
        _("The person lives in %(place)s: hand the case over."),
        (_("Open the case"), "case"),
        grounds.moved_within,
    ),
    Check(
        "certificate_expired",
        WARNING,
        _("Certificates in date"),
        _("Certificate to be reviewed"),
        _("The review was due on %(day)s: the benefit goes on until the review is done, ask how it stands."),
        (_("See the evidence"), "evidence"),
        grounds.certificate_expired,
    ),
    Check(
        "assessment_expired",
        WARNING,
        _("Assessment in date"),
        _("Expired assessment"),
        _("It was valid until %(day)s: a new assessment is needed."),
        (_("Open the case"), "case"),
        grounds.assessment_expired,
    ),
    Check(
        "no_report",
        WARNING,
        _("Expense reports of the months paid"),
        _("Expense report missing"),
        _("Not in the list until its report is accepted: %(months)s. The other months are paid."),
        (_("See the reports"), "expenses"),
        looks.no_report,
    ),
)
BY_CODE = {check.code: check for check in CHECKS}


def refresh(run, *, on):
    """Look at the run on the day ``on`` and write what is found in place of the last round. Returns the
    rows."""
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
                run=run,
                code=check.code,
                severity=check.severity,
                application=case.application,
                values=values,
                amount=case.total,
                count=1,
            )
            for case, values in hits
        ]
    run.checks.all().delete()
    RunCheck.objects.bulk_create(found)
    return rows
