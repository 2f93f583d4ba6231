"""What offices ask each other, in "My work": to answer, and the answers that came."""

from datetime import timedelta

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from applications.links import case_url
from applications.models import Application, Inquiry
from applications.work import MINE, UNASSIGNED, Task
from applications.workflow import TRANSITIONS

DAYS_TO_ANSWER = 5  # the office's own term, written in no act
HANDED_OVER = [one.value for one in TRANSITIONS["transfer"].sources]
DAYS_SHOWN = 14  # an answer, to whoever asked


def inquiries_to_see(*, user, on, whose):
    """One query. Mine: asked by me, or about a case I follow or nobody follows yet."""
    if not user.may("case.write"):
        return []
    promised = Q(kind=Inquiry.Kind.HANDOVER, outcome=Inquiry.Outcome.YES, application__status__in=HANDED_OVER)
    promised &= ~Q(application__municipality=F("asked_office"))
    theirs = Q(application__in=Application.objects.visible_to(user)) & (
        Q(answered_at__isnull=True) | promised
    )
    if whose == UNASSIGNED:
        wanted = theirs & Q(application__case_manager=None)
    else:
        if whose == MINE:
            theirs &= Q(application__case_manager=user) | Q(application__case_manager=None)
        asked = Q(asked_by=user) if whose == MINE else Q(asked_office=user.office)
        lately = Q(answered_at__isnull=True) | Q(answered_at__date__gte=on - timedelta(days=DAYS_SHOWN))
        wanted = theirs | (asked & lately)
    rows = Inquiry.objects.filter(wanted).select_related(
        "application__person", "application__municipality", "asked_office", "asked_by"
    )
    return [_sent(row) if row.asked_office_id == user.office.pk else _received(row) for row in rows]


def _promised(row):
    """We said yes: until the passage is made, it is still to be done."""
    url = reverse("applications:transfer", args=[row.application.ref])
    return Task(
        label=_("Hand the case over, as we said"),
        url=case_url(row.application),
        action=_("Hand the case over"),
        action_url=f"{url}?{urlencode({'per': row.pk})}",
        icon="exchange-circle",
        why=_("%(office)s asked for it, and the answer was yes.") % {"office": row.asked_office.name},
        due_on=timezone.localdate(row.answered_at) + timedelta(days=DAYS_TO_ANSWER),
        person=row.application.person.full_name,
        code="transfer",
    )


def _received(row):
    if row.answered_at:
        return _promised(row)
    label = (
        _("Another Comune asks for the case")
        if row.kind == Inquiry.Kind.HANDOVER
        else _("Two people with the same codice fiscale")
    )
    return Task(
        label=label,
        url=case_url(row.application),
        action=_("Answer"),
        action_url=reverse("applications:answer_office", args=[row.application.ref, row.pk]),
        icon="user",
        why=f"{row.asked_office.name}, {row.asked_by.full_name}: {row.reason}",
        due_on=timezone.localdate(row.asked_at) + timedelta(days=DAYS_TO_ANSWER),
        person=row.application.person.full_name,
        code="answer_office",
    )


def _sent(row):
    """Never more of the case than the Comune: whoever asked knows the codice fiscale, and only that."""
    office = row.application.municipality
    phone = _("tel. %(phone)s") % {"phone": office.phone} if office.phone else ""
    why = ", ".join(filter(None, (office.name, phone)))
    label = _("We asked the Comune of %(office)s for a case") % {"office": office.name}
    if row.answered_at:
        said = _("Yes") if row.outcome == Inquiry.Outcome.YES else _("No")
        label = _("The Comune of %(office)s has answered") % {"office": office.name}
        why = f"{said}. {row.answer}"
    here = reverse("applications:create")
    return Task(
        label=label,
        url=here,
        action=_("New application"),
        action_url=here,
        icon="arrow-right",
        why=why,
        since=row.answered_at or row.asked_at,
        waiting=True,
        person=row.application.person.tax_code,
        code="asked_office",
    )
