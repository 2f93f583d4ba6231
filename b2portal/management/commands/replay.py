"""Compute every stored determination again from its own facts and rules; exit 1 when any comes out otherwise."""

from dataclasses import asdict

from django.core.management.base import BaseCommand

from applications.replay import replay_all
from b2portal.cli import database
from b2portal.cli.inputs import DIFFERENT, utf8_output, write_json


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--ambito", metavar="CODE", help="only the determinations of this Ambito")
        parser.add_argument(
            "--json", action="store_true", help="canonical JSON, described in docs/commands.md"
        )

    def handle(self, *, ambito, **options):
        utf8_output()
        same, others = 0, []
        with database.answering():
            for one in replay_all(database.determinations(ambito)):
                if one.same:
                    same += 1
                else:
                    others.append(one)
        if options["json"]:
            counts = {"replayed": same + len(others), "same": same, "different": len(others)}
            write_json(self, {"format": 1, **counts, "differences": [_plain(one) for one in others]})
        else:
            self._write(same, others)
        if others:
            raise SystemExit(DIFFERENT)

    def _write(self, same, others):
        for one in others:
            self.stdout.write(f"{one.code}: case {one.case}, rules {one.rule_set}, day {one.on.isoformat()}")
            if one.problem:
                self.stdout.write(f"  cannot be computed again: {one.problem}")
            for place in one.differences:
                stored, computed = place.stored or "nothing", place.computed or "nothing"
                self.stdout.write(f"  {place.place}: stored {stored}; computed {computed}")
        total = same + len(others)
        self.stdout.write(f"{total} determinations replayed: {same} identical, {len(others)} different.")


def _plain(one):
    return {
        **asdict(one),
        "on": one.on.isoformat(),
        "made_at": one.made_at.isoformat(),
        "differences": [
            {"place": d.place, "stored": d.stored, "computed": d.computed} for d in one.differences
        ],
    }
