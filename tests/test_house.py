"""The rules of the house that a machine can check. Each failure names the file, the line and the rule."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import get_resolver

from applications.workflow import TRANSITIONS
from tests import house
from tests.house import APPS, ROOT, files, hidden_imports, name, ours, product, status_writes, tree
from vouchers import workflow as money

# --- imports ------------------------------------------------------------------------------------------


def test_imports_go_down_and_the_rules_know_no_framework():
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_package_has_its_place_in_the_order_of_imports():
    order = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
        "layers"
    ]
    packages = {
        path.parent.name for path in files(".py") if path.name == "__init__.py" and path.parent.parent == ROOT
    }
    assert packages - {"tests", "benchmarks"} == set(order)


def test_the_rules_are_loaded_without_django():
    code = "import sys, eligibility.assess, eligibility.ruleset; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


# file → module imported inside a function, and why that one may hide
HIDDEN_IMPORTS = {
    # WeasyPrint needs system libraries: the web pages must work without them.
    "papers/pdf.py": {"weasyprint", "import_module"},
}


def test_no_import_hides_in_a_function():
    found = [
        f"{name(path)}:{line} imports {module} inside a function"
        for path in product()
        for line, module in hidden_imports(path)
        if module.split(".")[0] not in HIDDEN_IMPORTS.get(name(path), ())
    ]
    assert not found, "\n".join(found)


# --- one writer, one word -----------------------------------------------------------------------------


def test_only_one_function_writes_the_status_of_a_case():
    writer = "applications/actions/_transition.py"
    found = {
        name(path): list(status_writes(path)) for path in product("applications", "vouchers", "b2portal")
    }
    assert found.pop(writer), "the writer has moved: name its new place here"
    others = [f"{path}:{line}: {code}" for path, hits in found.items() for line, code in hits]
    assert not others, "\n".join(others)


def test_only_applications_moves_a_case():
    found = [
        f"{name(path)}:{node.lineno}"
        for path in product("vouchers", "b2portal")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("applications.actions._")
    ]
    assert not found, f"an underscore is private to applications.actions: {found}"


CASE_VERBS = [verb for verb, transition in TRANSITIONS.items() if getattr(transition, "page", True)]
MONEY_VERBS = [*money.MOVES, *money.CASE_MOVES]
VERBS = [("applications", verb) for verb in CASE_VERBS] + [("vouchers", verb) for verb in MONEY_VERBS]


@pytest.mark.parametrize(("app", "verb"), VERBS)
def test_one_verb_has_one_word_everywhere(app, verb):
    places = {
        "action": ROOT / app / "actions" / f"{verb}.py",
        "view": ROOT / app / "views" / f"{verb}.py",
        "template": ROOT / "templates" / app / f"{verb}.html",
        "test": ROOT / "tests" / app / f"test_{verb}.py",
    }
    missing = [f"{what}: {name(path)}" for what, path in places.items() if not path.exists()]
    if f"{app}:{verb}" not in url_names():
        missing.append(f"URL name {app}:{verb}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("verb", TRANSITIONS)
def test_every_transition_is_an_action(verb):
    assert (ROOT / "applications/actions" / f"{verb}.py").exists()


def test_an_action_is_one_function_of_its_own_name_with_named_arguments():
    found = []
    for path in (path for app in APPS for path in (ROOT / app / "actions").glob("[a-z]*.py")):
        functions = {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
        action = functions.get(path.stem)
        if action is None:
            found.append(f"{name(path)}: no function {path.stem}()")
        elif action.args.args or action.args.posonlyargs:
            found.append(f"{name(path)}: {path.stem}() takes arguments by position")
    assert not found, "\n".join(found)


def url_names() -> set[str]:
    resolver = get_resolver()
    return {
        f"{app}:{key}"
        for app in APPS
        if app in resolver.namespace_dict
        for key in resolver.namespace_dict[app][1].reverse_dict
        if isinstance(key, str)
    }


# --- models -------------------------------------------------------------------------------------------

MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models() if not model._meta.proxy]
# History rows are written by triggers and read through the row they belong to.
MODELS = [model for model in MODELS if not hasattr(model, "pgh_tracked_model")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_says_which_rows_a_person_may_see(model):
    assert hasattr(model._default_manager, "visible_to")


# A moment that nobody decides needs nobody's name.
WITHOUT_PERSON = {
    "created_at": "rows of machinery: the person is in the event or the job",
    "updated_at": "kept by the database",
    "woken_at": "the sweeper wakes jobs",
    "read_at": "the row belongs to the one person who reads it",
    "opens_at": "a date of the call's act",
    "closes_at": "a date of the call's act",
    "finished_at": "a job ends by itself",
    "lease_until": "a machine's promise",
}


def test_every_moment_of_a_decision_has_its_person():
    found = []
    for model in MODELS:
        fields = {field.name for field in model._meta.get_fields()}
        for field in model._meta.local_fields:
            if not isinstance(field, models.DateTimeField) or not field.name.endswith("_at"):
                continue
            if f"{field.name.removesuffix('_at')}_by" not in fields and field.name not in WITHOUT_PERSON:
                found.append(f"{model._meta.label}.{field.name}")
    assert not found, found


# --- clock, money, names ------------------------------------------------------------------------------

CLOCK = re.compile(
    r"\b(?:timezone\.(?:now|localdate|localtime)|date\.today|datetime\.(?:now|utcnow|today))\(\)"
)
DOMAIN = ("actions", "models", "criteria")
DOMAIN_FILES = ("facts.py", "permissions.py", "letters.py", "workflow.py", "ledger.py")


def test_the_domain_never_asks_what_time_it_is():
    found = []
    for path in product("eligibility", "applications", "vouchers", "papers", "jobs", "accounts"):
        domain = (
            set(path.parts) & set(DOMAIN)
            or path.name in DOMAIN_FILES
            or path.is_relative_to(ROOT / "eligibility")
        )
        if domain:
            found += [f"{name(path)}: {match.group()}" for match in CLOCK.finditer(path.read_text())]
    assert not found, "\n".join(found)


def test_only_the_settings_read_the_environment():
    reading = re.compile(r"\bos\.(?:environ\.get|environ\[|getenv)")
    found = [
        name(path) for path in product() if path.name != "settings.py" and reading.search(path.read_text())
    ]
    assert not found, found


def test_no_drawer_for_everything():
    drawers = {"core", "common", "utils", "helpers", "services", "misc"}
    found = [name(path) for path in product() if drawers & ({path.stem} | set(path.relative_to(ROOT).parts))]
    assert not found, found


@pytest.mark.parametrize("path", ours(".py", ".html", ".css", ".js"), ids=name)
def test_a_file_is_read_in_one_sitting(path):
    if path.is_relative_to(ROOT / "static"):
        pytest.skip("built or one sheet for the browser")
    lines = path.read_text().count("\n")
    assert lines <= 300, f"{name(path)} has {lines} lines: 300 are the most"


STUBS = re.compile(r"(?:#|//|<!--|/\*)[^\n]*\b(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b|lorem" r" ipsum")
HOSTS = re.compile(
    r"pypi\." r"org|python" r"hosted|registry\." r"npmjs|npm" r"js\.org|file:///o" r"pt|index-" r"url\b"
)


def texts():
    for path in files():
        if "vendor" not in path.parts and path.name not in {"LICENSE"}:
            try:
                yield path, path.read_text()
            except UnicodeDecodeError:
                continue


def test_nothing_is_left_for_later():
    found = [f"{name(path)}: {m.group()}" for path, text in texts() for m in STUBS.finditer(text)]
    assert not found, "\n".join(found)


def test_no_file_says_where_packages_came_from():
    allowed = {"bin/lock"}  # the option that leaves the address out
    found = [
        f"{name(p)}: {m.group()}" for p, t in texts() if name(p) not in allowed for m in HOSTS.finditer(t)
    ]
    assert not found, "\n".join(found)


def test_the_house_tests_see_what_they_look_for(tmp_path):
    """They would pass for ever if they saw nothing."""
    sample = tmp_path / "sample.py"
    sample.write_text("def f(a):\n    import os\n    a.status = 1\n    a.update(status=2)\n")
    house.tree.cache_clear()
    tree_of = ast.parse(sample.read_text())
    assert tree_of.body
    original, house.name = house.name, str
    try:
        assert list(hidden_imports(sample)) == [(2, "os")]
        assert [line for line, _ in status_writes(sample)] == [3, 4]
    finally:
        house.name = original
    assert len(VERBS) > 15
    assert len(product()) > 150
    assert len(MODELS) > 20
