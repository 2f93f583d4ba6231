"""Choose what to be told of, and how."""

from django.db import transaction

from applications.models import Kind, NotificationChoice


@transaction.atomic
def choose_notifications(*, by, in_app, by_mail):
    """``in_app``, ``by_mail``: the kinds ``by`` wants, each way. What is not in them is off."""
    for kind in Kind.values:
        NotificationChoice.objects.update_or_create(
            user=by, kind=kind, defaults={"in_app": kind in in_app, "by_mail": kind in by_mail}
        )
