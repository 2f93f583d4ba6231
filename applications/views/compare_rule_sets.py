"""Two texts of rules: only what differs, as old, new and effect."""

import re

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.roles import require
from applications import rule_page, rule_place, rule_words
from applications.facts import rules_of
from applications.models import RuleSetVersion
from applications.rule_draft import read
from applications.views._law import draft_or_404
from eligibility import canonical
from eligibility.compare import differences

# an act cited instead of another is read apart: it changes nobody's money
_SOURCE = re.compile(r"\.sources?(\.|\[|$)")

# effect → tone, icon, words
EFFECTS = {
    "raised": ("info", "arrow-up", pgettext_lazy("figure", "Raised")),
    "lowered": ("warn", "arrow-down", pgettext_lazy("figure", "Lowered")),
    "changed": ("info", "pencil", gettext_lazy("Changed")),
    "added": ("ok", "plus-circle", gettext_lazy("Added")),
    "removed": ("bad", "minus-circle", gettext_lazy("Taken away")),
}


@require("rules.read")
def compare_rule_sets(request, old8, new8):
    """``old8``, ``new8``: the first eight signs of the two hashes."""
    old, new = _version(request, old8), _version(request, new8)
    return _page(request, old=old, new_name=str(new), rules=(rules_of(old), rules_of(new)))


@require("call.publish")
def compare_rule_draft(request, pk):
    """A draft beside the text it started from."""
    draft = draft_or_404(request, pk)
    rules = (rules_of(draft.based_on), read(draft.text)) if draft.based_on else ()
    return _page(request, old=draft.based_on, new_name=draft.name, rules=rules, draft=draft)


def _version(request, sha8):
    found = RuleSetVersion.objects.visible_to(request.user).filter(sha256__startswith=sha8).first()
    if found is None or len(sha8) < 8:
        raise Http404
    return found


def _page(request, *, old, new_name, rules, draft=None):
    """``rules``: the two texts, parsed; () when there is nothing to compare with."""
    plain = [canonical.plain(one) for one in rules]
    labels = {}
    for one in rules:
        labels |= rule_page.labels_of(one)
    shown = [_row(row, plain, labels) for row in (differences(*rules) if rules else ())]
    context = {
        "old": old,
        "new_name": new_name,
        "draft": draft,
        "rows": [row for row in shown if not row["about_source"]],
        "sources": [row for row in shown if row["about_source"]],
    }
    return render(request, "applications/compare_rule_sets.html", context)


def _row(row, plain, labels):
    """One difference in words: the place in the text that has it, the value before, the value after."""
    before, after = plain
    data = before if row.new is None else after
    path = rule_place.path_of(row.place, data)
    names, rest = rule_place.split(path, data)
    key = next((one for one in reversed(path) if isinstance(one, str)), "")
    return {
        "about_source": bool(_SOURCE.search(row.place)),
        "place": row.place,
        "label": (names or [""])[-1] or rest[-1],
        "where": rule_place.in_words(path, data),
        "old": _said(row.old, key, labels),
        "new": _said(row.new, key, labels),
        "effect": EFFECTS[row.effect],
    }


def _said(value, key, labels):
    """A value in words; of a whole rule that is there on one side only, its plain sentence."""
    if isinstance(value, dict) and isinstance(value.get("sentence"), dict):
        return rule_words.said(value["sentence"])
    return rule_words.said(value, key, labels)
