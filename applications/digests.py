"""The mail of the morning: how many things changed and in which cases; no name, no health, no money."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from applications.models import Digest, Kind, Notification
from jobs import actions as jobs
from jobs.models import Job
from jobs.registry import handler

DAILY_DIGEST = "daily_digest"
TRIED_FOR = timedelta(days=2)  # then the page is enough: the news is old
LISTED = 50  # case numbers in one mail


def start_digest(*, digest, office, at):
    """Start the job that sends ``digest``; in the transaction that writes it. Returns the Job."""
    return jobs.start(
        kind=DAILY_DIGEST,
        key=f"daily-digest-{digest.pk}",
        items=[(str(digest.pk), _("Daily digest"), {"digest": digest.pk})],
        by=None,
        at=at,
        office=office,
        label=_("Daily digest"),
    )


@handler(DAILY_DIGEST, read="user.manage", retry="user.manage")
def send_digest(item):
    """Send the mail, once. What was read, or left the person's scope, meanwhile is not in it.

    A worker killed between the mail and the commit sends it again, with the same ``Message-ID``.
    """
    digest = Digest.objects.select_for_update().get(pk=item.args["digest"])
    if digest.sent:
        return
    user = User.objects.with_membership().get(pk=digest.user_id)
    rows = Notification.objects.visible_to(user).filter(digest=digest).unread().wanted("by_mail")
    rows = list(rows.select_related("application"))
    if rows and user.is_active:
        with translation.override("it"):
            message_of(digest, user, rows).send()
    digest.sent = True
    digest.save(update_fields=["sent"])


def message_of(digest, user, rows):
    """The EmailMessage of ``rows`` (at least one)."""
    kinds = {row.kind for row in rows}
    refs = sorted({row.application.ref for row in rows if row.application})
    lines = [(label, sum(row.kind == kind for row in rows)) for kind, label in Kind.choices if kind in kinds]
    text = render_to_string(
        "applications/email/digest.txt",
        {
            "user": user,
            "lines": lines,
            "refs": refs[:LISTED],
            "more": max(0, len(refs) - LISTED),
            "url": settings.SITE_URL + reverse("applications:notifications"),
            "choices_url": settings.SITE_URL + reverse("applications:choose_notifications"),
        },
    )
    headers = {"Message-ID": digest.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(_subject(kinds, len(rows)), text, None, [user.email], headers=headers)


def _subject(kinds, count):
    if kinds == {Kind.TO_SIGN}:
        return ngettext("A case waits for your signature", "%(n)s cases wait for your signature", count) % {
            "n": count
        }
    return ngettext("There is news on a case", "There are %(n)s pieces of news on your cases", count) % {
        "n": count
    }


def failed_digests(*, at):
    """Jobs of digests the mail server did not take, young enough to be tried again."""
    return Job.objects.filter(kind=DAILY_DIGEST, state=Job.State.FAILED, started_at__gte=at - TRIED_FOR)
