"""Models of plans by profile: data files, ``<code>.<version>.toml``. They fill what is empty, never what is written.

A model proposes rows that people must still make their own; the plan keeps which one it came from ("elderly/1").
"""

import tomllib
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

HERE = Path(__file__).parent
LISTS = ("needs", "goals", "interventions", "resources")


@cache
def _all():
    found = {}
    for path in sorted(HERE.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found[f"{data['code']}/{data['version']}"] = data
    return found


def names():
    """Every model there ever was: plans written with an old version keep its name."""
    return frozenset(_all())


def newest():
    """{"code/version": label in the language of the reader} of the models offered today, in their order."""
    last = {}
    for name, data in _all().items():
        if data["code"] not in last or data["version"] > last[data["code"]][1]["version"]:
            last[data["code"]] = (name, data)
    language = (get_language() or "it")[:2]
    rows = sorted(last.values(), key=lambda one: one[1]["order"])
    return {name: data["label"].get(language, data["label"]["it"]) for name, data in rows}


def label(name):
    """The words of a model, "" when there is none."""
    data = _all().get(name)
    language = (get_language() or "it")[:2]
    return data["label"].get(language, data["label"]["it"]) if data else ""


def suggested(*, age):
    """The name of the model that fits the age of the person."""
    code = "minor" if age < 18 else "elderly" if age >= 65 else "adult"
    return next((name for name in newest() if name.startswith(f"{code}/")), "")


def fill(typed, name):
    """{list: rows} for the lists of ``typed`` where nothing is written; {} for an unknown model."""
    data = _all().get(name)
    if data is None:
        return {}
    found = {}
    for prefix in LISTS:
        written = any(
            value
            for row in typed.get(prefix, [])
            for field, value in row.items()
            if field in ("label", "title", "what") and value
        )
        if not written and data.get(prefix):
            found[prefix] = [dict(row) for row in data[prefix]]
    return found
