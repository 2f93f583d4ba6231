"""What the tests of the house read: the repository's own files, their syntax trees, what they import."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APPS = ("accounts", "jobs", "papers", "applications", "vouchers")
PACKAGES = ("b2portal", "vouchers", "applications", "papers", "jobs", "accounts", "eligibility")


@cache
def files(*suffixes: str) -> tuple[Path, ...]:
    """Files of the repository, also those not yet committed; without what it ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def ours(*suffixes: str) -> list[Path]:
    """Files somebody wrote by hand: no migration, nothing of another project."""
    return [
        path for path in files(*suffixes) if "migrations" not in path.parts and "vendor" not in path.parts
    ]


def product(*packages: str) -> list[Path]:
    return [path for path in ours(".py") if path.relative_to(ROOT).parts[0] in (packages or PACKAGES)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=name(path))


def hidden_imports(path: Path):
    """(line, module) of each import inside a function."""
    for function in ast.walk(tree(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import):
                    yield from ((node.lineno, alias.name) for alias in node.names)
                elif isinstance(node, ast.ImportFrom):
                    yield node.lineno, node.module or "."
                elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
                    yield node.lineno, "import_module"


def status_writes(path: Path):
    """(line, code) of each place that writes an attribute or column called `status`."""
    for node in ast.walk(tree(path)):
        targets = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        if any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets):
            yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.Call):
            function = ast.unparse(node.func)
            writes = function.endswith((".update", ".update_or_create", ".bulk_update"))
            if writes and any(word.arg == "status" for word in node.keywords):
                yield node.lineno, ast.unparse(node)
            if function == "setattr" and "status" in ast.unparse(node):
                yield node.lineno, ast.unparse(node)
