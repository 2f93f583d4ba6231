"""Every stored determination, computed again from its own facts and its own rules: the same bytes, or what differs.

A determination made by an older engine may differ in wording or in fields that did not exist then: it is shown as it
is, place by place, and never written again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from applications.facts import rules_of
from applications.models import RuleSetVersion
from eligibility import replay
from eligibility.replay import Difference

CHUNK = 200  # rows in memory at a time


@dataclass(frozen=True)
class Replayed:
    """One determination computed again. ``problem``: why it could not be, "" when it could."""

    code: str
    case: str
    rule_set: str
    on: date
    made_at: datetime
    same: bool
    differences: tuple[Difference, ...] = ()
    problem: str = ""


def replay_all(queryset) -> Iterator[Replayed]:
    """One result for each Determination of ``queryset``, the oldest first; memory does not grow with their number."""
    versions: dict[int, RuleSetVersion] = {}
    rows = queryset.select_related("application").order_by("made_at", "pk")
    for row in rows.iterator(chunk_size=CHUNK):
        version = versions.get(row.rule_set_id)
        if version is None:
            version = versions[row.rule_set_id] = RuleSetVersion.objects.get(pk=row.rule_set_id)
        yield replay_one(row, version)


def replay_one(determination, rule_set_version) -> Replayed:
    """Compute one determination again. What cannot be read any more is a result too, never an exception."""
    said = {
        "code": determination.code,
        "case": determination.application.ref,
        "rule_set": str(rule_set_version),
        "on": determination.on,
        "made_at": determination.made_at,
    }
    try:
        found = replay.replay(
            determination.facts, rules_of(rule_set_version), determination.on, determination.findings
        )
    except Exception as problem:  # stored facts or rules that this engine cannot read: say which and go on
        return Replayed(same=False, problem=f"{type(problem).__name__}: {problem}", **said)
    return Replayed(same=found.same, differences=found.differences, **said)
