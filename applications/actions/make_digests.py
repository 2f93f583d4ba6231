"""The mails of the morning: who gets one today, and the jobs that send them."""

import uuid
from datetime import datetime, time

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.digests import start_digest
from applications.models import Digest, Notification

HOUR = time(8)  # in Rome


def make_digests(*, at):
    """For everybody with something unread since their last one, a Digest of today and its job. Returns them.

    Before eight in Rome nothing. Asked again the same day it makes none twice (``digest_once_a_day``); a machine
    that was off makes one when it comes back, with all that had gathered.
    """
    day = timezone.localdate(at)
    eight = timezone.make_aware(datetime.combine(day, HOUR))  # never an hour that a change of the clock skips
    if at < eight:
        return []
    waiting = Notification.objects.unread().filter(digest__isnull=True, at__lt=eight).wanted("by_mail")
    people = User.objects.with_membership().filter(
        pk__in=waiting.values("user"), is_active=True, acting_as__isnull=False
    )
    made = []
    for user in people.exclude(digests__day=day).order_by("pk"):
        with transaction.atomic():
            row, new = Digest.objects.get_or_create(
                user=user, day=day, defaults={"message_id": f"<{uuid.uuid4().hex}@b2-portal>"}
            )
            if new:
                mine = waiting.filter(user=user).values_list("pk", flat=True)
                Notification.objects.filter(pk__in=list(mine)).update(digest=row)
                start_digest(digest=row, office=user.office, at=at)
                made.append(row)
    return made
