"""What is done in the background to many cases: letters to families, reminders, the list as a file."""

import uuid
from datetime import timedelta

from celery import shared_task
from django.core.mail import EmailMessage
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import access_log
from accounts.models import User
from accounts.refusal import Refused
from applications import exports, listing, notified
from applications.letters import family_letter, keep_issued, may_write_to
from applications.models import Application, Document, Event
from jobs import actions as jobs
from jobs.registry import handler
from papers import store
from papers.models import StoredFile

REMINDER = "reminder"
FAMILY_LETTERS = "family_letters"
CASE_EXPORT = "case_export"
EXPORT_KEPT = timedelta(hours=24)


def start_reminder(*, case, people, key, by, at):
    """Start the e-mails that remind ``people`` of the case; they leave some seconds later. Returns the Job."""
    return jobs.start(
        kind=REMINDER,
        key=key,
        items=[(str(user.pk), case.ref, {"user": user.pk, "case": case.pk}) for user in people],
        by=by,
        at=at,
        office=by.office,
        label=_("Reminder"),
        held=True,
    )


@handler(REMINDER, read="case.read", retry="case.write")
def send_reminder(item):
    """One e-mail: neither its subject nor its words say whose case it is, only the number. Sent again after a killed
    worker it has the same ``Message-ID``: it is the same mail."""
    user = User.objects.get(pk=item.args["user"])
    case = Application.objects.get(pk=item.args["case"])
    context = {"user": user, "case": case, "by": item.job.started_by}
    with translation.override("it"):
        subject = _("A case is waiting for you")
        text = render_to_string("applications/email/reminder.txt", context)
    headers = {"Message-ID": f"<reminder-{item.pk}@b2-portal>", "Auto-Submitted": "auto-generated"}
    EmailMessage(subject, text, None, [user.email], headers=headers).send()


def start_family_letters(*, items, key, by, at):
    """Start the job that makes the letters. ``items``: (key, case number, {"event": id}). Returns the Job."""
    return jobs.start(
        kind=FAMILY_LETTERS,
        key=key,
        items=items,
        by=by,
        at=at,
        office=by.office,
        label=_("Letters to the families"),
    )


@handler(FAMILY_LETTERS, read="case.read", retry="case.write")
def make_family_letter(item):
    """Store the letter whose words are in the event and put it into the case."""
    events = Event.objects.select_related(
        "application__person__municipality", "application__municipality", "by__acting_as__office"
    )
    event = events.get(pk=item.args["event"])
    case, on = event.application, timezone.localdate(event.at)
    if may_write_to(case.person):
        return
    subject, text = event.data["subject"], event.data["text"]
    paper = family_letter(case, subject=subject, text=text, on=on, by=event.by)
    stored = paper.keep(by=event.by, at=event.at, office=case.municipality)
    document = keep_issued(
        application_id=case.pk,
        stored=stored,
        kind=Document.Kind.LETTER,
        label=subject[:160],
        by=event.by,
        at=event.at,
        paper=paper,
    )
    item.args = {**item.args, "document": document.pk}
    item.save(update_fields=["args"])


def letters_of(job, *, user):
    """The Documents a job of letters has made so far and ``user`` sees, in its order."""
    ids = [
        item.args["document"]
        for item in job.items.filter(state="done").order_by("position")
        if "document" in item.args  # none for who died meanwhile
    ]
    visible = Document.objects.visible_to(user).select_related("stored", "application")
    found = {one.pk: one for one in visible.filter(pk__in=ids)}
    return [found[pk] for pk in ids if pk in found]


def export_words(made):
    """The file in the access log: kind, rows, hash; in Italian, as the register is read."""
    return f"{made.name.rpartition('.')[2].upper()}, {made.count} righe, sha256 {made.sha256}"


def start_export(*, found, ids, form, reason, language, address, by, at):
    """Start the job that writes a long list. ``ids``: cases chosen by hand or by a name, else None. Returns the Job.

    The words searched are not kept: what they found is.
    """
    params = found.params.copy()
    params.pop("q", None)
    return jobs.start(
        kind=CASE_EXPORT,
        key=f"case-export-{uuid.uuid4().hex}",
        items=[("1", _("The list"), {"cases": ids})],
        by=by,
        at=at,
        office=by.office,
        args={
            "query": params.urlencode(),
            "form": form,
            "reason": reason,
            "language": language,
            "address": address,
            "role": by.role.key,
        },
        label=_("List of cases as a file"),
    )


def export_made(job):
    """At the end of the job: whoever asked is told, when there is a file."""
    if not job.failed_count:
        notified.tell_ready(job=job, at=timezone.now())


@handler(CASE_EXPORT, read="case.read", finished=export_made)
def write_export(item):
    """Write the list as the person who asked for it sees it, keep it, and say so in the access log."""
    job, at = item.job, item.job.started_at
    by = User.objects.with_membership().get(pk=job.started_by_id)
    if by.role is None or by.role.key != job.args["role"] or by.office != job.office:
        raise Refused(_("You asked for this file in another role: change role in your profile."))
    on, params = timezone.localdate(at), QueryDict(job.args["query"])
    with translation.override(job.args["language"]):
        ids = item.args["cases"]
        found = (
            listing.listed(params, user=by, on=on)
            if ids is None
            else listing.by_ids(ids, params, user=by, on=on)
        )
        made = exports.make(found, user=by, on=on, at=at, form=job.args["form"], reason=job.args["reason"])
    stored = store.keep(
        made.data,
        name=made.name,
        content_type=made.content_type,
        kind=CASE_EXPORT,
        by=by,
        at=at,
        office=by.office,
    )
    item.args = {**item.args, "stored": str(stored.pk)}
    item.save(update_fields=["args"])
    access_log.record_file(
        user=by,
        subjects=made.subjects,
        what=export_words(made),
        path="/pratiche/esporta/",
        at=at,
        address=job.args["address"],
        reason=job.args["reason"],
    )


def export_file(job):
    """The StoredFile a job of this kind made, or None while there is none."""
    item = job.items.filter(state="done").first()
    return StoredFile.objects.filter(pk=item.args["stored"]).first() if item else None


@shared_task(name="applications.tasks.forget_exports", ignore_result=True)
def forget_exports():
    """Remove the bytes of the lists older than a day; their hash stays in the access log."""
    now = timezone.now()
    recent = (now - EXPORT_KEPT - timedelta(days=30), now - EXPORT_KEPT)
    for stored in StoredFile.objects.filter(kind=CASE_EXPORT, created_at__range=recent):
        store.forget_bytes(stored)
