"""The checks of what the award rests on: home, certificates, assessment, other measures, the money of the call."""

from applications.facts import measures, rules_of
from applications.questions import treatments_of
from vouchers.ledger import NOTHING


def moved(rows):
    """The registry says that the person does not live in the Ambito any more."""
    for case in rows.cases:
        one = case.application
        if one.resident is False:
            day = one.resident_checked_on
            yield case, {"day": f"{day:%d/%m/%Y}" if day else "–"}


def moved_within(rows):
    """The person lives in another Comune of the Ambito than the one that keeps the case."""
    for case in rows.cases:
        one = case.application
        if one.person.municipality_id != one.municipality_id:
            yield case, {"place": one.person.municipality.name}


def left_home(rows):
    for case in rows.cases:
        if case.application.lives_at_home is False:
            yield case, {}


def certificate_expired(rows):
    """Every certificate of the person is past its day of review."""
    for case in rows.cases:
        known = rows.certificates.get(case.application.person_id, ())
        if known and all(row.valid_to and row.valid_to < rows.month for row in known):
            yield case, {"day": f"{max(row.valid_to for row in known):%d/%m/%Y}"}


def assessment_expired(rows):
    for case in rows.cases:
        last = rows.assessed_to.get(case.application.pk)
        if last and last < rows.month:
            yield case, {"day": f"{last:%d/%m/%Y}"}


def incompatible(rows):
    """A measure the rules of the award exclude is received in the month, found or declared and not to be renounced."""
    for case in rows.cases:
        if case.rule_set is None:
            continue
        held = measures(case.application, on=rows.month) or ()
        promised = {one.code for one in case.application.measures.all() if one.renounces}
        found = {one.code for one in case.application.measure_checks.all()}
        for code in held:
            if code in promised and code not in found:
                continue  # admitted with reserve: nobody has found yet that it goes on
            if _excluded(case, code, rows.month):
                yield case, {"measure": code}
                break


def _excluded(case, code, on):
    treatments = treatments_of(rules_of(case.rule_set))
    if code not in treatments:
        return False
    _first, rule = treatments[code]
    age = case.application.person.age_on(on)
    mine = [one for one in rule.measures if one.code == code and (one.everybody or one.hold(age))]
    return bool(mine) and mine[0].how == "incompatible"


def over_budget(rows):
    """With what this list pays, a call would spend more than all its lines of money: in the order of the cases'
    numbers, those the money does not reach. A call that states no sum has no limit here."""
    for call, cases in _by_call(rows).items():
        available = _available(cases)
        if available is None:
            continue
        left = available - rows.spent.get(call, NOTHING)
        for case in cases:
            left -= case.gross
            if left < NOTHING:
                yield case, {"available": str(available), "over": str(-left)}


def _by_call(rows):
    found = {}
    for case in sorted(rows.cases, key=lambda one: one.application.ref):
        found.setdefault(case.application.call_id, []).append(case)
    return found


def _available(cases):
    budgets = [rules_of(case.rule_set).budget for case in cases if case.rule_set]
    if not budgets or budgets[-1] is None:
        return None
    sums = budgets[-1].split()
    sums = [sums[line.code] for line in budgets[-1].lines if line.channel == "indirect"]
    return None if None in sums else sum(sums, NOTHING)
