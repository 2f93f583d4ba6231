"""Invent an Ambito with its cases and paid months. Only on a database without people, and only in the demo."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.actions.enrol import enrol
from accounts.models import User
from b2portal.demo_data.load import load


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=3)
        parser.add_argument("--size", type=int, default=240, help="how many cases")
        parser.add_argument(
            "--on", type=date.fromisoformat, default=None, help="the day it is played on (today)"
        )

    def handle(self, *, seed, size, on, **options):
        if not settings.DEMO:
            raise CommandError("Demo data are for the demo: set DEMO=1. They never go where real people are.")
        if User.objects.exists():
            raise CommandError("There are people in this database already: demo data go into an empty one.")
        with transaction.atomic():
            load(
                seed=seed,
                size=size,
                on=on or timezone.localdate(),
                password=settings.DEMO_PASSWORD,
                enrol=lambda user: enrol(user=user),
                say=self.say,
            )

    def say(self, text):
        self.stdout.write(f"b2: {text}")
        self.stdout.flush()
