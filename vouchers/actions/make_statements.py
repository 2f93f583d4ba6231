"""Make the statements of a year for everybody who was paid in it."""

from django.db import transaction
from django.utils import timezone

from accounts.refusal import Refused
from applications.permissions import NOT_YOUR_ROLE
from vouchers import statement_work, year_statement


@transaction.atomic
def make_statements(*, plan_office, year, by, at):
    """The Job that makes them; a second press finds it while it goes on. Refused when nobody was paid in ``year``."""
    if not by.may("payment.prepare") or by.office != plan_office:
        raise Refused(NOT_YOUR_ROLE)
    if not year_statement.cases_of(plan_office, year):
        raise Refused(year_statement.NOBODY_PAID)
    return statement_work.start(plan_office=plan_office, year=year, by=by, at=at, on=timezone.localdate(at))
