"""What the pages of the expense reports of a case show. Read-only, few queries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.models import Intervention
from vouchers import expenses, knowledge, ledger, missing_reports
from vouchers.knowledge import NOTHING
from vouchers.models import ExpenseItem

# state of a month → (tone, icon) of its tag
APPEARANCE = {
    "missing": ("warn", "warning-circle"),
    "waiting": ("info", "clock"),
    "accepted": ("ok", "check-circle"),
    "sent_back": ("bad", "error"),
    "late": ("bad", "ban"),
    "going_on": ("mute", "calendar"),
    "none": ("mute", "calendar"),
}


@dataclass(frozen=True)
class Month:
    """One month: euro granted and documented, what is due by its report, what is booked; its versions, newest first.

    ``state``: missing, waiting, accepted, sent_back, late (lost), going_on while the month is not over, or none where
    nothing is due or asked.
    """

    month: date
    state: str
    label: str
    granted: Decimal
    documented: Decimal | None
    due: Decimal
    booked: Decimal
    last_day: date | None
    versions: tuple

    @property
    def tone(self):
        return APPEARANCE[self.state][0]

    @property
    def icon(self):
        return APPEARANCE[self.state][1]


def words():
    """{state: label}."""
    return {
        "missing": _("Missing"),
        "waiting": _("To be looked at"),
        "accepted": _("Accepted"),
        "sent_back": _("Sent back"),
        "late": _("Too late"),
        "going_on": _("Month not over yet"),
        "none": _("Not asked"),
    }


def months_of(case, *, on):
    """([Month] from the newest, whether the call asks for reports) up to the month of the day ``on``."""
    known = knowledge.of_case(case)
    versions = expenses.versions(case)
    booked = {}
    for (_person, _code, month), euro in known.booked.items():
        booked[month] = booked.get(month, NOTHING) + euro
    rows, labels = {}, words()
    for life in known.lives:
        for month in ledger.months(life.award.starts_on, min(on, life.award.ends_on)):
            components = life.award.components.all()
            granted = sum((life.whole(one, month) for one in components), NOTHING)
            due = sum((life.due(one, month) for one in components), NOTHING)
            there = tuple(versions.get(month, ()))
            last_day = life.rules.last_day_to_report(month)
            state = _state(life, month, granted, there, last_day, on)
            rows[month] = Month(
                month=month,
                state=state,
                label=labels[state],
                granted=granted,
                documented=there[0].documented if there else None,
                due=due,
                booked=booked.get(month, NOTHING),
                last_day=last_day,
                versions=there,
            )
    asked = any(life.rules.after_report for life in known.lives)
    return [rows[month] for month in sorted(rows, reverse=True)], asked


def without_report(case, *, on):
    """(months whose time is over with no report in time, months the call allows); None where it allows any number."""
    for life in knowledge.of_case(case).lives:
        if life.rules.sabbatical_months is not None and life.award.ended_at is None:
            waiting = case.expense_reports.filter(verdict="").values_list("month", flat=True)
            return missing_reports.unreported(life, on=on, waiting=set(waiting)), life.rules.sabbatical_months
    return None


def _state(life, month, granted, there, last_day, on):
    if there and not there[0].verdict:
        return "waiting"
    reported = life.reports.get(month)
    if reported is not None and reported.is_late(last_day):
        return "late"
    if there and there[0].verdict == expenses.SENT_BACK and reported is None:
        return "sent_back"
    if any(one.verdict == expenses.ACCEPTED for one in there):
        return "accepted"
    if not (life.rules.after_report and granted):
        return "none"
    return "missing" if on >= ledger.next_month(month) else "going_on"


def supports(case):
    """[(code, label)] an expense may be for: the supports of the awards, those that give a cost back first."""
    known, found = knowledge.of_case(case), {}
    for life in known.lives:
        for one in sorted(life.award.components.all(), key=lambda c: c.code not in life.rules.reimbursed):
            found.setdefault(one.code, one.title)
    return list(found.items())


def seen_before(report):
    """{item id: sentence} of the receipts that another month or another case of the Ambito brought already."""
    found = {}
    for item in report.items.all():
        if not item.number:
            continue
        same = ExpenseItem.objects.filter(
            number__iexact=item.number,
            payee__iexact=item.payee,
            report__application__plan_office=report.application.plan_office_id,
        )
        same = same.exclude(report__application=report.application_id, report__month=report.month)
        other = same.exclude(report__verdict=expenses.SENT_BACK).select_related("report__application").first()
        if other is not None:
            found[item.pk] = _(
                "The same number and payee are in %(ref)s, %(month)s: look at both receipts."
            ) % {
                "ref": other.report.application.ref,
                "month": f"{other.report.month:%m/%Y}",
            }
    return found


def support_name(code):
    """The support in the language of the reader."""
    return Intervention(code).label if code in Intervention.values else code


def review_url(report):
    return reverse("vouchers:review_expenses", args=[report.application.ref, report.pk])
