"""Is the file of a rule set well written? With --examples its worked cases are run too. Needs no database."""

import tomllib

from django.core.management.base import BaseCommand

from b2portal.cli.inputs import (
    DIFFERENT,
    BadInput,
    beside,
    misfit_sentence,
    open_ruleset,
    read_text,
    ruleset_path,
    utf8_output,
)
from eligibility import canonical, cases
from eligibility.assess import assess
from eligibility.ruleset import RuleSetError


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or a shipped name")
        parser.add_argument(
            "--examples", action="store_true", help="run the worked cases beside it (NAME.cases.toml)"
        )

    def handle(self, *, files, examples, **options):
        utf8_output()
        refused = [given for given in files if not self._check(given, examples)]
        if refused:
            raise SystemExit(DIFFERENT)

    def _check(self, given, examples):
        try:
            rules = open_ruleset(given)
        except (RuleSetError, BadInput) as problem:
            self.stderr.write(str(problem))
            return False
        self.stdout.write(f"ok: {rules.name}, {rules.hash}")
        for place in rules.without_source():
            self.stdout.write(f"  note: {place} says no source")
        for one in rules.open:
            self.stdout.write(f"  open: {one.key}")
        return not examples or self._run(rules, beside(ruleset_path(given)))

    def _run(self, rules, path):
        try:
            text = read_text(path)
            worked = cases.load(path)
        except canonical.Misfit as problem:
            self.stderr.write(misfit_sentence(path, text, problem))
            return False
        except tomllib.TOMLDecodeError as problem:
            self.stderr.write(f"{path}: TOML: {problem}.")
            return False
        except BadInput as problem:
            self.stderr.write(str(problem))
            return False
        wrong = 0
        for case in worked:
            differences = case.differences(assess(case.facts, rules, case.on))
            wrong += bool(differences)
            for name, (expected, found) in differences.items():
                self.stderr.write(
                    f'{path}: case "{case.name}": {name}: expected {_said(expected)}; found {_said(found)}.'
                )
        self.stdout.write(f"  examples: {len(worked) - wrong} of {len(worked)} as expected")
        return not wrong


def _said(value):
    if isinstance(value, tuple):
        return ", ".join(value) or "nothing"
    return "not known" if value is None else str(value)
