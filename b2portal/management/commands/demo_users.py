"""Print one person per role of the demo, with the password they all share."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from accounts.demo import sign_in_hints


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("There are demo people only in the demo: set DEMO=1.")
        with translation.override("en"):
            for person in sign_in_hints(None):
                self.stdout.write(f"b2:   {person['role']:<24} {person['email']:<38} {person['office']}")
        self.stdout.write(
            f"b2:   password of all: {settings.DEMO_PASSWORD} (the six-digit code is shown on the page)"
        )
