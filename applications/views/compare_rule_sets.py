"""Two texts of rules: only what differs, as old, new and effect."""

import re

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from accounts.roles import require
from applications import rule_page
from applications.facts import rules_of
from applications.models import RuleSetVersion
from applications.rule_draft import read
from applications.views._law import draft_or_404, in_words
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
    return _page(request, old=old, new_name=str(new), rows=differences(rules_of(old), rules_of(new)))


@require("call.publish")
def compare_rule_draft(request, pk):
    """A draft beside the text it started from."""
    draft = draft_or_404(request, pk)
    rows = differences(rules_of(draft.based_on), read(draft.text)) if draft.based_on else ()
    return _page(request, old=draft.based_on, new_name=draft.name, rows=rows, draft=draft)


def _version(request, sha8):
    found = RuleSetVersion.objects.visible_to(request.user).filter(sha256__startswith=sha8).first()
    if found is None or len(sha8) < 8:
        raise Http404
    return found


def _named(place):
    """What a parameter of the whole text is called."""
    name = place.rpartition(".")[2]
    return rule_page.NAMES.get(name, name)


def _page(request, *, old, new_name, rows, draft=None):
    language = get_language() or "it"
    shown = [
        {
            "about_source": bool(_SOURCE.search(row.place)),
            "label": row.label.get(language) or row.label.get("it") or _named(row.place),
            "place": row.place,
            "old": in_words(row.old),
            "new": in_words(row.new),
            "effect": EFFECTS[row.effect],
        }
        for row in rows
    ]
    context = {
        "old": old,
        "new_name": new_name,
        "draft": draft,
        "rows": [row for row in shown if not row["about_source"]],
        "sources": [row for row in shown if row["about_source"]],
    }
    return render(request, "applications/compare_rule_sets.html", context)
