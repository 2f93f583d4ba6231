"""The work of a simulation: chunks of real cases judged under two texts of rules, sums and rows of what changed.

Only rows of the simulation itself are written: never one of a case. A rule that fails on a case stops it all.
"""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from applications import facts, past
from applications.models import Application, Event, Knowledge, Simulation, SimulationRow
from applications.workflow import Status
from eligibility.assess import assess
from eligibility.simulate import SimulationStopped, Sums, Tally, simulate, why

ON = "on"  # the key of the day of the simulation among the tallies; past months are YYYY-MM-DD
_TABLES = ("by_line", "by_municipality", "by_isee")
_MONEY = ("old_monthly", "new_monthly", "old_yearly", "new_yearly")


def cases_of(plan_office, *, since=None):
    """The real cases: presented, refused ones too, because other rules may let them in. Not what has ended.

    ``since``: first day of the oldest month tried: what was closed on it or later is read too, for its months.
    """
    cases = Application.objects.filter(plan_office=plan_office).exclude(status=Status.DRAFT)
    if since is None:
        return cases.exclude(status=Status.CLOSED)
    ended = Event.objects.filter(
        application=OuterRef("pk"), to_status=Status.CLOSED, at__gte=past.start_of(since)
    )
    return cases.filter(~Q(status=Status.CLOSED) | Exists(ended))


def work_chunk(*, simulation_id, case_ids):
    """Judge these cases and add what changed. True when a rule failed and the simulation must stop."""
    simulation = Simulation.objects.select_related("old").get(pk=simulation_id)
    if simulation.stopped:
        return True
    try:
        tallies, rows = _judge(simulation, case_ids)
    except SimulationStopped as failure:
        stop(simulation_id=simulation_id, reason=_sentence(failure))
        return True
    SimulationRow.objects.bulk_create(rows, batch_size=500)
    locked = Simulation.objects.select_for_update().get(pk=simulation_id)
    for key, tally in tallies.items():
        before = tally_of(locked, key)
        before.merge(tally)
        locked.result.setdefault("days", {})[key] = _plain(before)
    locked.save(update_fields=["result"])
    return False


def stop(*, simulation_id, reason):
    """Keep the reason and none of the numbers: half a simulation misleads."""
    SimulationRow.objects.filter(simulation=simulation_id).delete()
    Simulation.objects.filter(pk=simulation_id).update(result={}, stopped=reason)


def finish(*, simulation_id, failed_count, reason):
    """At the end of the job: the totals count now, or it stopped because of ``reason``."""
    if failed_count:
        stop(simulation_id=simulation_id, reason=reason)
        return
    simulation = Simulation.objects.select_for_update().get(pk=simulation_id)
    simulation.result["done"] = True
    simulation.save(update_fields=["result"])


def rules(simulation):
    """(old, new) as parsed rule sets."""
    return facts.rules_of(simulation.old), facts.parsed(simulation.new_sha256, simulation.new_text)


def days_of(simulation):
    """[(key, month or None, day)]: the day of the simulation, then the last day of each past month."""
    months = [date.fromisoformat(f"{month}-01") for month in simulation.months]
    return [(ON, None, simulation.on), *((month.isoformat(), month, last_day(month)) for month in months)]


def last_day(month):
    """The last day of the month of that day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def tally_of(simulation, key=ON):
    """The sums kept for one of the days; empty while there are none."""
    kept = simulation.result.get("days", {}).get(key)
    if kept is None:
        return Tally()
    tables = {name: {code: _sums(row) for code, row in kept[name].items()} for name in _TABLES}
    return Tally(total=_sums(kept["total"]), reasons=dict(kept["reasons"]), **tables)


def _judge(simulation, case_ids):
    old, new = rules(simulation)
    tallies, rows = {}, []
    for key, month, day in days_of(simulation):
        cases = _cases_on(simulation, case_ids, month, day)
        ids = {case.ref: case.pk for case in cases}

        def keep(change, known, month=month, day=day, ids=ids):
            row = _row(simulation, change, known, (old, new), day)
            row.application_id, row.month = ids[change.case], month
            rows.append(row)

        by_dates = month is not None and simulation.knowledge == Knowledge.NOW
        tallies[key] = simulate(_facts(cases, day, by_dates=by_dates), old, new, day, on_change=keep)
    return tallies, rows


def _cases_on(simulation, case_ids, month, day):
    """The cases of one piece that count on one of the days, with the evidence of it."""
    if month is not None and simulation.knowledge == Knowledge.THEN:
        return past.as_known(case_ids, on=day)
    cases = Application.objects.filter(plan_office=simulation.plan_office_id, pk__in=case_ids)
    cases = cases.exclude(status=Status.CLOSED) if month is None else past.present(cases, on=day)
    return list(facts.with_evidence(cases).order_by("pk"))


def _facts(cases, day, *, by_dates):
    for case in cases:
        try:
            known = facts.of(case, on=day, past=True) if by_dates else facts.of(case, on=day)
        except Exception as problem:  # data no rule can be asked about: named like a rule that fails
            raise SimulationStopped(case.ref, _("data of the case"), problem) from problem
        yield case.ref, known


def _row(simulation, change, known, texts, day):
    try:
        reasons = why(*(assess(known, text, day) for text in texts))
    except Exception as problem:
        raise SimulationStopped(change.case, texts[1].name, problem) from problem
    return SimulationRow(
        simulation=simulation,
        kind=change.kind,
        before=change.old.monthly_total,
        after=change.new.monthly_total,
        difference=change.difference,
        why=[{"it": text.it, "en": text.en} for text in reasons],
    )


def _sentence(failure):
    return _("Stopped at case %(case)s: %(rules)s cannot be applied to it (%(problem)s).") % {
        "case": failure.case,
        "rules": failure.ruleset,
        "problem": f"{type(failure.problem).__name__}: {failure.problem}",
    }


def _plain(tally):
    tables = {name: {code: _row_of(row) for code, row in getattr(tally, name).items()} for name in _TABLES}
    return {"total": _row_of(tally.total), "reasons": tally.reasons, **tables}


def _row_of(sums):
    return {"cases": sums.cases, "kinds": sums.kinds} | {name: str(getattr(sums, name)) for name in _MONEY}


def _sums(row):
    money = {name: Decimal(row[name]) for name in _MONEY}
    return Sums(cases=row["cases"], kinds=dict(row["kinds"]), **money)
