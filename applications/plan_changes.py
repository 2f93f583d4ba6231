"""Two versions of a plan compared, in words: what was added, taken away, changed."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.formats import day, euro, number
from applications.models import IndividualPlan

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class Change:
    """One difference. ``where``: the part of the plan. ``pieces``: of a rewritten text, [(kind, words)]."""

    kind: str
    where: str
    what: str
    before: str = ""
    after: str = ""
    pieces: tuple = ()

    @property
    def tag(self):
        """(tone, icon, words) of the tag."""
        return {
            ADDED: ("ok", "plus", pgettext("row of the plan", "Added")),
            REMOVED: ("bad", "close", pgettext("row of the plan", "Taken away")),
            CHANGED: ("info", "pencil", pgettext("row of the plan", "Changed")),
        }[self.kind]

    def __str__(self):
        if self.pieces:
            return _("“%(field)s” was rewritten.") % {"field": self.what}
        if self.kind == ADDED:
            return _("Added: %(what)s.") % {"what": _joined(self.what, self.after)}
        if self.kind == REMOVED:
            return _("Taken away: %(what)s.") % {"what": _joined(self.what, self.before)}
        return _("%(what)s: from “%(before)s” to “%(after)s”.") % {
            "what": self.what,
            "before": self.before,
            "after": self.after,
        }


def _joined(key, words):
    return f"{key} ({words})" if words else key


def changes(old, new, *, money=True):
    """[Change] between two versions, in the order of the plan. Without ``money`` no value in euro is said."""
    found = []
    for name in ("wishes", "emergency_plan"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            label = str(IndividualPlan._meta.get_field(name).verbose_name)
            found.append(Change(CHANGED, label, label, before, after, tuple(pieces(before, after))))
    for name, label in (
        ("starts_on", _("start")),
        ("ends_on", _("end")),
        ("review_on", _("first review")),
    ):
        found += _moved(_("Dates"), label, day(getattr(old, name)), day(getattr(new, name)))
    found += _moved(
        _("Who takes part"),
        str(IndividualPlan._meta.get_field("caregiver_takes_part").verbose_name),
        _consent(old),
        _consent(new),
    )
    for rows, key, where, words in (
        ("needs", "label", _("Needs"), _need),
        ("goals", "title", _("Goals"), _goal),
        ("interventions", "what", _("Interventions"), _intervention),
        ("resources", "label", _("Resources"), _resource if money else _resource_without_money),
    ):
        found += _rows(list(getattr(old, rows).all()), list(getattr(new, rows).all()), key, where, words)
    return found


def in_words(plan):
    """{key of a row: what it says besides its name}, as the comparison says it; without any value in euro."""
    said = (
        ("needs", _need),
        ("goals", _goal),
        ("interventions", _intervention),
        ("resources", _resource_without_money),
    )
    return {row.key: words(row) for name, words in said for row in getattr(plan, name).all()}


def pieces(before, after):
    """[(kind, words)]: "same", "added" or "removed", in the order of reading."""
    old, new = before.split(), after.split()
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(("same", " ".join(old[i1:i2])))
            continue
        if i2 > i1:
            found.append((REMOVED, " ".join(old[i1:i2])))
        if j2 > j1:
            found.append((ADDED, " ".join(new[j1:j2])))
    return found


def _consent(plan):
    if not plan.caregiver_takes_part:
        return _("no")
    return _("yes, agreed on %(day)s") % {"day": day(plan.caregiver_consent_on)}


def _moved(where, what, before, after):
    return [] if before == after else [Change(CHANGED, where, what, before, after)]


def _rows(old, new, name, where, words):
    """Rows are the same by their key, or by their words where a version was written anew."""
    by_key = {row.key: row for row in old}
    by_name = {getattr(row, name): row for row in old}
    left, found = list(old), []
    for row in new:
        match = by_key.get(row.key) or by_name.get(getattr(row, name))
        if match is None or match not in left:
            found.append(Change(ADDED, where, getattr(row, name), after=words(row)))
            continue
        left.remove(match)
        before, after = getattr(match, name), getattr(row, name)
        if before != after:
            found.append(
                Change(CHANGED, where, after, _joined(before, words(match)), _joined(after, words(row)))
            )
        else:
            found += _moved(where, after, words(match) or "–", words(row) or "–")
    return found + [Change(REMOVED, where, getattr(row, name), before=words(row)) for row in left]


def _list(*parts):
    return ", ".join(str(part) for part in parts if part)


def _dates(row):
    return " – ".join(day(one) for one in (row.starts_on, row.ends_on) if one)


def _need(row):
    return _list(row.get_answer_display(), row.note)


def _goal(row):
    by = _("by %(day)s") % {"day": day(row.by_date)} if row.by_date else ""
    return _list(row.indicator, by, row.get_reached_display() if row.reached != "open" else "")


def _intervention(row):
    return _list(
        row.who, row.how_often, _dates(row), row.get_channel_display(), row.tasks, row.goal and row.goal.title
    )


def _resource_without_money(row):
    hours = row.weekly_hours
    return _list(
        row.get_fund_display(),
        row.quantity,
        _("%(n)s hours a week") % {"n": number(hours, 1)} if hours is not None else "",
        row.provider,
        row.responsible,
        row.get_state_display() if row.state != "active" else "",
        _("managed by the person") if row.self_managed else "",
        _dates(row),
    )


def _resource(row):
    value = euro(row.monthly_value) if row.monthly_value is not None else ""
    return _list(_resource_without_money(row), value)
