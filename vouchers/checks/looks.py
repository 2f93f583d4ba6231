"""One function per check: from the rows of the run to the cases it finds, with the values of the sentence."""

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from vouchers.accounts_paid import words_of
from vouchers.checks.rows import CaseLines
from vouchers.ledger import NOTHING, previous_month
from vouchers.models import Payment
from vouchers.run_rules import CHANGE_PERCENT
from vouchers.staff_register import accounts

AWAY_LIMIT_DAYS = 30  # longer without a date of return, nobody can say that the money is due


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
    names = {words_of(person.full_name), *(words_of(str(one)) for one in representatives)}
    return words_of(application.payee_name) in names


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
        back = [
            one for one in rows.returned.get(case.application.pk, ()) if one.iban == case.application.iban
        ]
        later = rows.last.get(case.application.pk, ())
        arrived = any(
            line.state == Payment.State.PAID and line.iban == case.application.iban for line in later
        )
        if back and not arrived:
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
    members = {words_of(f"{m.last_name} {m.first_name}") for m in rows.household.get(one.person_id, ())}
    members |= {words_of(f"{m.last_name} {m.first_name}") for m in rows.household.get(other.person_id, ())}
    if {words_of(one.person.full_name), words_of(other.person.full_name)} & members:
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
        act = rows.acts.get(case.application.call_id)
        percent = act.change_percent if act and act.change_percent else CHANGE_PERCENT
        if last and now and abs(now - last) > last * percent / 100:
            yield case, {"before": str(last), "now": str(now), "percent": percent}


def iban_changed(rows):
    for case in rows.cases:
        known = {line.iban for line in rows.last.get(case.application.pk, ()) if line.iban}
        confirmed = (case.application.pk, case.application.iban) in rows.confirmed
        if known and case.application.iban and case.application.iban not in known and not confirmed:
            yield case, {"before": sorted(known)[0][-4:], "now": case.application.iban[-4:]}


def no_report(rows):
    """Months that are not in the list because nobody brought, or accepted, their expenses."""
    there = {case.application.pk: case for case in rows.cases}
    for application, months in rows.unreported:
        case = there.get(application.pk) or CaseLines(application)
        yield case, {"months": ", ".join(f"{month:%m/%Y}" for month in months)}


def staff_account(rows):
    """The account is held, in this case or in another of the Ambito, under the name of somebody who works here, and is
    neither the person's own nor their representative's. Homonyms exist: a second person confirms the account."""
    staff = {words_of(" ".join(names)) for names in rows.staff}
    for case in rows.cases:
        one = case.application
        if not one.iban or (one.pk, one.iban) in rows.confirmed:
            continue
        names = {words_of(name) for name in rows.holders.get(one.iban, ())} | {words_of(one.payee_name)}
        representatives = rows.representatives.get(one.person_id, ())
        theirs = {words_of(one.person.full_name), *(words_of(str(other)) for other in representatives)}
        if (names & staff) - theirs:
            yield case, {"end": one.iban[-4:]}


def staff_iban(rows):
    """The account is in the register of accounts of the staff."""
    for case in rows.cases:
        one = case.application
        if one.iban and (one.pk, one.iban) not in rows.confirmed and accounts(one.iban) & rows.staff_accounts:
            yield case, {"end": one.iban[-4:]}
