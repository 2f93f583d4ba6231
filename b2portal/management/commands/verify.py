"""Look at what must be true of money, files and work whatever failed; exit 1 when a row is damaged, each named."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.utils import timezone

from b2portal import verify
from b2portal.cli import database
from b2portal.cli.inputs import DIFFERENT, BadInput, utf8_output


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        codes = list(dict.fromkeys(one.code for one in verify.INVARIANTS))
        parser.add_argument("codes", nargs="*", metavar="CODE", help=f"only these: {', '.join(codes)}")

    def handle(self, *, codes=(), **options):
        utf8_output()
        unknown = set(codes) - {one.code for one in verify.INVARIANTS}
        if unknown:
            raise BadInput(f"No invariant is called {', '.join(sorted(unknown))}: see --help.")
        chosen = verify.chosen(codes)
        found = Counter()
        with database.answering():
            for invariant, text in verify.look(chosen, at=timezone.now()):
                if not found[invariant.sentence]:
                    self.stdout.write(f"{invariant.code} {invariant.sentence}: not so.")
                found[invariant.sentence] += 1
                self.stdout.write(f"  {text}")
        self.stdout.write(f"{len(chosen)} invariants looked at: {found.total()} damaged rows.")
        if found:
            raise SystemExit(DIFFERENT)
