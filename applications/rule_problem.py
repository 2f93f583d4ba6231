"""What is wrong with a text of rules, in the words of the page: the engine says it in English, with its short names."""

import re

from django.utils.translation import gettext as _

from applications import rule_words as words
from applications.rule_names import NAMES, WORDS, name_of, word_of
from applications.rule_sentences import SENTENCES

_COMPILED = [(re.compile(pattern), said) for pattern, said in SENTENCES]
_LIST = re.compile(r'"?[\w-]+"?(?:, (?:"?[\w-]+"?|…))+')
_PERHAPS = re.compile(r'(.+); perhaps "?([\w-]+)"? was meant')
# values of these are short names that the text itself gives: they have their words there, or none
OWN = frozenset(
    {
        "sources",
        "source",
        "lines",
        "groups",
        "interventions",
        "instead",
        "together",
        "residual_to",
        "accepted",
        "code",
    }
)


def in_words(said, key="", labels=None):
    """``found`` or ``allowed`` of a RuleSetError. ``key``: last name of the place; ``labels``: {short name: words}."""
    reader = _Reader(key, labels or {})
    return reader.read(said)


def labels_of(data):
    """{short name: its words} of every item of plain data that has both."""
    found = {}
    if isinstance(data, dict):
        if isinstance(data.get("label"), dict) and isinstance(data.get("code"), str):
            found[data["code"]] = words.said(data["label"])
        data = list(data.values())
    for one in data if isinstance(data, list) else ():
        found |= labels_of(one)
    return found


class _Reader:
    """Turns one sentence after the other, all about the same place."""

    def __init__(self, key, labels):
        self.key, self.labels = key, labels

    def read(self, said):
        if perhaps := _PERHAPS.fullmatch(said):
            # a misspelt name of the text can only be mended by writing it right
            meant, bare = self.short(perhaps[2]), perhaps[2]
            one = meant if bare in meant else f"{meant} ({bare})"
            return _("%(list)s; perhaps %(one)s was meant") % {"list": self.read(perhaps[1]), "one": one}
        for pattern, sentence in _COMPILED:
            if found := pattern.fullmatch(said):
                parts = {group: self.part(group, value or "") for group, value in found.groupdict().items()}
                return str(sentence) % parts
        if _LIST.fullmatch(said):
            return ", ".join(one if one == "…" else self.short(one) for one in said.split(", "))
        bare = said.strip('"')
        if said != bare or bare in NAMES or bare in WORDS or f"{self.key}.{bare}" in WORDS:
            return self.short(said)
        return {"true": _("yes"), "false": _("no")}.get(said) or words.said(said)

    def part(self, group, value):
        if group in "wv":
            return self.short(value)
        if group in "dl":
            return words.said(value) if group == "d" else self.read(value)
        return self.read(value) if group == "n" and value == "nothing" else words.said(value)

    def short(self, name):
        """A short name in words, between quotes."""
        bare = name.strip('"')
        if self.key in OWN:
            return f"«{self.labels.get(bare, bare)}»"
        context = "kind" if self.key == "steps" else self.key
        if f"{context}.{bare}" in WORDS or bare in WORDS:
            return f"«{word_of(bare, context)}»"
        return f"«{name_of(bare)}»"
