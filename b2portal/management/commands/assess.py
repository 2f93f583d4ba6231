"""Judge cases under a rule set and say why: requirements, supports, steps, total. Needs no database for files."""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from b2portal.cli import database
from b2portal.cli.explain import explained
from b2portal.cli.inputs import (
    BadInput,
    Question,
    add_answer_options,
    day,
    read_questions,
    read_ruleset,
    utf8_output,
    write_json,
)
from eligibility import canonical
from eligibility.assess import assess
from eligibility.counterfactual import what_would_change


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("ruleset", help="a shipped name (seregno-2025) or a file")
        parser.add_argument("case", help="a file of cases, or the number of a case of the database")
        parser.add_argument("--on", type=day, help="the day to judge on: over that of the case, over today")
        parser.add_argument("--change", action="store_true", help="also what would change the result")
        add_answer_options(parser)

    def handle(self, *, ruleset, case, on, change, lang, **options):
        utf8_output()
        rules = read_ruleset(ruleset)
        today = on or timezone.localdate()
        answers = []
        for question in _questions(case, today):
            when = on or question.on or today
            outcome = assess(question.facts, rules, when)
            changes = what_would_change(question.facts, rules, when) if change else None
            answers.append((question, outcome, changes))
        if options["json"]:
            said = [_plain(*answer) for answer in answers]
            write_json(
                self, {"ruleset": {"name": rules.name, "hash": rules.hash}, "cases": said, "format": 1}
            )
            return
        for place, (question, outcome, changes) in enumerate(answers):
            if place:
                self.stdout.write("\n" + "─" * 60 + "\n")
            self.stdout.write(explained(question.name, outcome, changes, lang))


def _questions(case, today):
    path = Path(case)
    if path.is_file():
        return read_questions(path)
    if path.suffix == ".toml" or len(path.parts) > 1:
        raise BadInput(f"{case}: there is no such file.")
    return (Question(name=case, facts=database.facts_of(case, on=today)),)


def _plain(question, outcome, changes):
    said = {"name": question.name, "on": outcome.on.isoformat(), "outcome": canonical.plain(outcome)}
    if changes is not None:
        said["changes"] = canonical.plain(changes)
    return said
