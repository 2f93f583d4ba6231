"""The same cases under two rule sets: who enters, leaves, gains, loses, and what it costs. Nothing is written."""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from b2portal.cli import database
from b2portal.cli.inputs import (
    BadInput,
    add_answer_options,
    beside,
    case_files,
    day,
    questions_of,
    read_ruleset,
    ruleset_path,
    utf8_output,
    write_json,
)
from b2portal.cli.simulation import Run, as_json, in_words
from eligibility.simulate import SimulationStopped


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("old", help="a shipped name or a file")
        parser.add_argument("new", help="a shipped name or a file")
        where = parser.add_mutually_exclusive_group()
        where.add_argument(
            "--cases",
            type=Path,
            metavar="DIR",
            help="a directory (or file) of cases; without it, the worked cases beside the two rule sets",
        )
        where.add_argument("--ambito", metavar="CODE", help="the applications presented in this Ambito")
        parser.add_argument("--on", type=day, help="the day to judge on: over that of each case, over today")
        add_answer_options(parser)

    def handle(self, *, old, new, cases, ambito, on, lang, **options):
        utf8_output()
        run = Run(read_ruleset(old), read_ruleset(new), every_change=options["json"])
        today = on or timezone.localdate()
        try:
            if ambito:
                run.take(database.presented(ambito, on=today), today)
            else:
                paths = case_files(cases) if cases else _beside(old, new)
                for when, some in _by_day(paths, on, today):
                    run.take(some, when)
        except SimulationStopped as stopped:
            raise BadInput(f"Stopped at {stopped}.") from stopped
        if not run.tally.total.cases:
            raise BadInput("There is no case to simulate on.")
        if options["json"]:
            write_json(self, as_json(run))
        else:
            self.stdout.write(in_words(run, lang))


def _beside(old, new):
    paths = {beside(ruleset_path(given)) for given in (old, new)}
    found = sorted(path for path in paths if path.is_file())
    if not found:
        raise BadInput("There are no worked cases beside the two rule sets: name some with --cases DIR.")
    return found


def _by_day(paths, on, today):
    """[(day, [(name, facts)])]: each case is judged on its own day, unless the command says one."""
    days = {}
    for question in questions_of(paths):
        days.setdefault(on or question.on or today, []).append((question.name, question.facts))
    return sorted(days.items())
