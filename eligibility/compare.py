"""Two rule sets side by side: only what differs, as place, old, new and effect. Items are matched by their code."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from eligibility import canonical
from eligibility.ruleset import RuleSet

Effect = Literal["raised", "lowered", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Row:
    """`place` names items by their code: interventions[caregiver].steps[fixed].value. `label`: of the nearest item."""

    place: str
    label: dict[str, str]  # {"it": …, "en": …}
    old: Any  # as JSON; None = not there
    new: Any
    effect: Effect


def differences(old: RuleSet, new: RuleSet) -> tuple[Row, ...]:
    rows: list[Row] = []
    _walk(canonical.plain(old), canonical.plain(new), "", {"it": "", "en": ""}, rows)
    return tuple(rows)


def _walk(old: Any, new: Any, place: str, label: dict[str, str], rows: list[Row]) -> None:
    if old == new:
        return
    if _is_items(old) or _is_items(new):
        _walk(_by_code(old or []), _by_code(new or []), place, label, rows)
    elif isinstance(old, dict) and isinstance(new, dict) and set(old) != {"it", "en"}:
        label = new.get("label", label)
        for key in dict.fromkeys((*old, *new)):
            inner = f"{place}{key}" if key.startswith("[") else f"{place}.{key}" if place else key
            _walk(old.get(key), new.get(key), inner, label, rows)
    else:
        item = new if isinstance(new, dict) else old
        label = item.get("label", label) if isinstance(item, dict) else label
        rows.append(Row(place, label, old, new, _effect(old, new)))


def _is_items(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and _name(one) for one in value)


def _name(item: dict) -> str:
    return item.get("code") or item.get("kind") or item.get("key") or item.get("label", {}).get("it", "")


def _by_code(items: list) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for item in items:
        name, n = f"[{_name(item)}]", 2
        while name in out:
            name, n = f"[{_name(item)} {n}]", n + 1
        out[name] = item
    return out


def _effect(old: Any, new: Any) -> Effect:
    if old is None or new is None:
        return "added" if old is None else "removed"
    try:
        before, after = Decimal(str(old)), Decimal(str(new))
    except InvalidOperation:
        return "changed"
    return "raised" if after > before else "lowered"
