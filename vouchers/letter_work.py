"""The letters that facts of the money ask for and nobody has sent yet: one task each, with one action."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.formats import day_words
from applications import work
from applications.models import Application, Event, IssuedLetter, LetterKind
from applications.workflow import Status
from vouchers.models import AmountChange, Award, Interruption

SINCE_DAYS = 60  # a fact older than this was told in another way
DAYS_TO_WRITE = 5  # the office's own term, written in no act
MOST = 50  # tasks of one kind
SILENT = (Award.EndReason.DEATH,)


@work.source
def letters_to_send(*, user, on, whose):
    """Acceptance, suspension, resumption, change, end: whatever happened lately and was not written to the family.
    One query, one more when there is something."""
    if whose == work.UNASSIGNED or not user.may("case.write"):
        return []
    since = on - timedelta(days=SINCE_DAYS)
    first, *others = (
        _facts(rows.visible_to(user), kind, moment, path, user, whose, since)
        for rows, kind, moment, path in _looks()
    )
    found = list(first.union(*others).order_by("at")[:MOST])
    cases = (
        Application.objects.select_related("person").in_bulk({case for case, _kind, _at in found})
        if found
        else {}
    )
    newest = {(case, kind): at for case, kind, at in found}
    return [_task(cases[case], LetterKind(kind), at) for (case, kind), at in newest.items()]


def _looks():
    """(rows, kind of letter, their moment, path to the case) of each fact that is told by a letter."""
    paid = [Status.ACTIVE, Status.SUSPENDED]
    awards, away = Award.objects.all(), Interruption.objects.all()
    changes = AmountChange.objects.filter(component__award__ended_at=None)
    return (
        (awards.filter(ended_at=None, application__status__in=paid), LetterKind.ACCEPTANCE, "awarded_at", ""),
        (
            awards.filter(application__status=Status.CLOSED).exclude(end_reason__in=SILENT),
            LetterKind.END,
            "ended_at",
            "",
        ),
        (away.filter(ends_on=None, application__status__in=paid), LetterKind.SUSPENSION, "registered_at", ""),
        (
            away.filter(ended_at__gt=F("registered_at"), application__status=Status.ACTIVE),
            LetterKind.RESUMPTION,
            "ended_at",
            "",
        ),
        (changes, LetterKind.AMOUNT_CHANGE, "decided_at", "component__award__"),
    )


def _facts(rows, kind, moment, path, user, whose, since):
    """(case, kind, at) of the facts of living people, since ``since``, that no letter of ``kind`` told afterwards
    and nobody set aside as not needed."""
    case = f"{path}application"
    sent = IssuedLetter.objects.filter(
        application=OuterRef(case), kind=kind, document__added_at__gte=OuterRef(moment)
    )
    aside = Event.objects.filter(
        application=OuterRef(case),
        verb="set_aside_letter",
        data__letter=kind.value,
        at__gte=OuterRef(moment),
    )
    rows = rows.filter(
        ~Exists(sent), ~Exists(aside), **{f"{moment}__date__gte": since, f"{case}__person__died_on": None}
    )
    if whose == work.MINE:
        rows = rows.filter(Q(**{f"{case}__case_manager": user}) | Q(**{f"{case}__case_manager": None}))
    told = rows.order_by().annotate(case=F(f"{case}_id"), letter=Value(kind.value), at=F(moment))
    return told.values_list("case", "letter", "at")


def _task(case, kind, at):
    on = timezone.localdate(at)
    return work.Task(
        label=_("Write to the family: %(letter)s") % {"letter": kind.label.lower()},
        url=reverse("applications:case", args=[case.ref]),
        action=_("See and send"),
        action_url=reverse("applications:send_letter", args=[case.ref, kind]),
        icon="mail",
        why=_("It happened in the case on %(day)s and no letter has left.") % {"day": day_words(on)},
        due_on=on + timedelta(days=DAYS_TO_WRITE),
        person=case.person.full_name,
        code="send_letter",
        kind=_("Letters to send"),
    )
