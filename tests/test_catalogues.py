"""No untranslated text reaches a user: every message of code and templates has its Italian.

English needs no catalogue of its own: the messages are written in English (``docs/decisions/0005``).
"""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("accounts", "applications", "b2portal", "jobs", "papers", "reporting", "vouchers")
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
STRING = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
IN_TEMPLATE = re.compile(rf"\b(_|gettext|ngettext|pgettext)\(\s*{STRING}(?:\s*,\s*{STRING})?")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def in_python(path):
    """(line, message, context) of every call to a translation function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        if name in SINGLE | PLURAL and texts and isinstance(texts[0], str):
            yield node.lineno, texts[0], None
        elif name in CONTEXT and len(texts) > 1 and isinstance(texts[1], str):
            yield node.lineno, texts[1], texts[0]


def in_template(path):
    """(line, message, context) of every translated text of a template."""
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for found in IN_TEMPLATE.finditer(source):
        name, first, second = found.groups()
        line = source.count("\n", 0, found.start()) + 1
        text = ast.literal_eval(first)
        if name == "pgettext":
            yield line, ast.literal_eval(second), text
        else:
            yield line, text, None


def messages():
    """{(message, context): where it stands first}."""
    found = {}
    code = (path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    sources = [(path, in_python) for path in code if "migrations" not in path.parts]
    sources += [(path, in_template) for path in (ROOT / "templates").rglob("*.html")]
    sources += [(path, in_template) for path in (ROOT / "templates").rglob("*.txt")]
    for path, read in sources:
        for line, text, context in read(path):
            found.setdefault((text, context), f"{path.relative_to(ROOT)}:{line}")
    return found


def italian():
    """The whole Italian catalogue: all parts of it in one."""
    whole = Catalog(locale="it")
    folder = ROOT / "locale" / "it" / "LC_MESSAGES"
    for path in [*folder.glob("*.po"), *sorted(folder.glob("parts/*.po"))]:
        with path.open("rb") as handle:
            for message in read_po(handle, locale="it"):
                if message.id:
                    key = message.id[0] if isinstance(message.id, tuple | list) else message.id
                    whole._messages.setdefault((key, message.context), message)
    return whole._messages


def test_extraction_sees_code_and_templates():
    found = messages()
    assert len(found) > 300
    assert ("Draft", None) in found


def test_every_message_has_its_italian():
    catalogue = italian()
    missing = []
    for (text, context), where in sorted(messages().items(), key=lambda item: item[1]):
        entry = catalogue.get((text, context))
        string = entry.string if entry else None
        parts = string if isinstance(string, tuple | list) else [string]
        if not entry or not all(parts) or "fuzzy" in entry.flags:
            missing.append(f"{where}: {text!r}" + (f" [{context}]" if context else ""))
    assert not missing, "\n".join([f"{len(missing)} texts without Italian", *missing])


def test_placeholders_are_the_same_in_both_languages():
    wrong = []
    for (text, _context), entry in italian().items():
        strings = entry.string if isinstance(entry.string, tuple | list) else [entry.string]
        ids = entry.id if isinstance(entry.id, tuple | list) else [entry.id]
        wanted = set(PLACEHOLDER.findall(" ".join(ids)))
        # a singular may say "one" instead of the number, so only what is invented is wrong
        extra = [found for string in strings for found in PLACEHOLDER.findall(string) if found not in wanted]
        lost = wanted - set(PLACEHOLDER.findall(" ".join(strings)))
        if extra or lost:
            wrong.append(f"{text!r}: {extra} {lost}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("text", ["Draft", "Being paid", "Waiting list"])
def test_words_of_the_glossary_are_translated(text):
    assert italian()[(text, None)].string != text
