"""Where nobody may yet invite anybody: creates the Plan Office and its first administrator."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions.invite import invitation_link
from accounts.models import Membership, Office, User


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("first_name")
        parser.add_argument("last_name")
        parser.add_argument(
            "--ambito", required=True, help="name of the Ambito, for example 'Ambito di Valserena'"
        )
        parser.add_argument(
            "--site", required=True, help="address of the portal, for example https://b2.example.it"
        )

    def handle(self, *, email, first_name, last_name, ambito, site, **options):
        if Membership.objects.filter(role="administrator").exists():
            raise CommandError("There is already an administrator: ask for an invitation from the portal.")
        office, _ = Office.objects.get_or_create(
            kind=Office.Kind.PLAN_OFFICE,
            defaults={"name": "Ufficio di Piano", "code": "ufficio-di-piano", "ambito_name": ambito},
        )
        user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
        user.acting_as = Membership.objects.create(
            user=user, office=office, role="administrator", valid_from=timezone.localdate()
        )
        user.save(update_fields=["acting_as"])
        self.stdout.write("Open this page within 24 hours to choose the password; it works once:")
        self.stdout.write(invitation_link(user=user, link_to=lambda path: site.rstrip("/") + path))
