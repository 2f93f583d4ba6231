"""Look at what must be true of money, files and work whatever failed; exit 1 when a row is damaged, each named."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.utils import timezone

from b2portal import verify
from b2portal.cli import database
from b2portal.cli.inputs import DIFFERENT, utf8_output


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def handle(self, **options):
        utf8_output()
        found = Counter()
        with database.answering():
            for invariant, text in verify.look(at=timezone.now()):
                if not found[invariant.sentence]:
                    self.stdout.write(f"{invariant.code} {invariant.sentence}: not so.")
                found[invariant.sentence] += 1
                self.stdout.write(f"  {text}")
        self.stdout.write(f"{len(verify.INVARIANTS)} invariants looked at: {found.total()} damaged rows.")
        if found:
            raise SystemExit(DIFFERENT)
