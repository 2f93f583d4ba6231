"""The timeline of a case: what happened and what was written, by whom and when. History, never edited."""

from datetime import UTC, date

from django.db.models import BigIntegerField, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import day_words, moment
from accounts.models import AccessLog
from applications import changes
from applications.models import Document, Event, LetterKind
from applications.workflow import Status

FACTS, NOTES, CHANGES, SEEN = "fatti", "note", "modifiche", "visto"
SHOWN = 12

LABELS = {
    "create": gettext_lazy("Draft opened"),
    "edit": gettext_lazy("Data changed"),
    "ask_office": gettext_lazy("Another office asked about the case"),
    "answer_office": gettext_lazy("Answer to another office"),
    "note": gettext_lazy("Note"),
    "submit": gettext_lazy("Application sent"),
    "request_documents": gettext_lazy("Documents asked for"),
    "receive_documents": gettext_lazy("Documents received"),
    "remind_documents": gettext_lazy("Reminder of the documents"),
    "draw_sample": gettext_lazy("Drawn for a control"),
    "record_control": gettext_lazy("Control recorded"),
    "print_case_file": gettext_lazy("Case file printed"),
    "verify_evidence": gettext_lazy("Evidence checked"),
    "edit_inps_report": gettext_lazy("INPS report corrected"),
    "remove_proof": gettext_lazy("Evidence taken away"),
    "add_inps_report": gettext_lazy("INPS report written"),
    "check_measure": gettext_lazy("Another measure checked"),
    "send_to_asst": gettext_lazy("Case sent to the ASST"),
    "write_assessment": gettext_lazy("Assessment written"),
    "sign_assessment": gettext_lazy("Assessment signed"),
    "start_assessment": gettext_lazy("New assessment started"),
    "reuse_assessment": gettext_lazy("Assessment of an earlier case taken over"),
    "disagree_assessment": gettext_lazy("The ASST disagrees"),
    "answer_disagreement": gettext_lazy("Answer to the ASST"),
    "remind_asst": gettext_lazy("Reminder to the ASST"),
    "late_asst": gettext_lazy("Automatic reminder: the ASST is late"),
    "write_profile": gettext_lazy("INPS minimum profile written"),
    "void_signatures": gettext_lazy("Signatures void: the assessment changed"),
    "write_plan": gettext_lazy("Individual Plan written"),
    "submit_plan": gettext_lazy("Plan sent for approval"),
    "sign_plan": gettext_lazy("Plan signed"),
    "return_plan": gettext_lazy("Plan returned"),
    "approve_plan": gettext_lazy("Plan approved"),
    "review_plan": gettext_lazy("Plan reviewed"),
    "notify_refusal": gettext_lazy("Notice of refusal sent"),
    "record_observations": gettext_lazy("Observations recorded"),
    "answer_observations": gettext_lazy("Observations answered"),
    "withdraw_notice": gettext_lazy("Notice of refusal withdrawn"),
    "choose_print": gettext_lazy("Letters of the person"),
    "set_aside_letter": gettext_lazy("Letter not needed"),
    "set_aside_returned": gettext_lazy("Returned letter not needed any more"),
    "record_delivery": gettext_lazy("Delivery of a letter recorded"),
    "reject": gettext_lazy("Application rejected"),
    "reopen": gettext_lazy("Case reopened"),
    "withdraw": gettext_lazy("Application withdrawn"),
    "hold": gettext_lazy("Put on the waiting list"),
    "rank": gettext_lazy("Ranking approved"),
    "activate": gettext_lazy("Voucher awarded"),
    "award": gettext_lazy("Voucher awarded"),
    "suspend": gettext_lazy("Voucher suspended"),
    "resume": gettext_lazy("Voucher resumed"),
    "close": gettext_lazy("Case closed"),
    "end_award": gettext_lazy("Voucher ended"),
    "record_placement": gettext_lazy("Gone to live in a residential unit"),
    "renounce": gettext_lazy("The family renounced"),
    "forfeit": gettext_lazy("Right to the voucher lost"),
    "attach": gettext_lazy("Document added"),
    "letter": gettext_lazy("Letter made"),
    "payment": gettext_lazy("Payment"),
    "assign": gettext_lazy("Given to"),
    "remind": gettext_lazy("Reminder sent"),
    "undo_reminder": gettext_lazy("Reminder taken back"),
    "write": gettext_lazy("Written to the family"),
    "transfer": gettext_lazy("Handed over to another Comune"),
    "move_out": gettext_lazy("Gone to another Ambito"),
    "change_caregiver": gettext_lazy("Change of caregiver"),
    "change_carer": gettext_lazy("Change of the carer's contract"),
    "change_isee": gettext_lazy("New ISEE"),
    "reopen_closed": gettext_lazy("Award reopened: its end was a mistake"),
    "change_amount": gettext_lazy("Amount decided again"),
    "record_appeal": gettext_lazy("Review asked for"),
    "decide_appeal": gettext_lazy("Review decided"),
    "record_death": gettext_lazy("Death recorded"),
    "take_back_death": gettext_lazy("Death taken back: it was a mistake"),
    "unite_people": gettext_lazy("Two records of the person united"),
    "divide_people": gettext_lazy("Union of the records taken back"),
    "ask_isee": gettext_lazy("New ISEE asked of the family"),
    "chase": gettext_lazy("Documents asked for again"),
}

# events of money, not for the ASST
OF_MONEY = frozenset({"payment", "letter", "activate", "award", "suspend", "resume"})


def choices(user, current):
    """The filters of the timeline as chips."""
    rows = [(FACTS, _("Facts"))]
    if user.may("case.health.read"):
        rows.append((NOTES, _("Notes")))
    rows.append((CHANGES, _("Changes to the data")))
    if user.may("access_log.read"):
        rows.append((SEEN, _("Who looked")))
    return [{"value": value, "label": label, "current": value == current} for value, label in rows]


def events(application, *, user, which, before=None, shown=SHOWN):
    """(rows for ``components/_timeline.html``, key of the next page or None). At most one query for any number.

    ``before``: the key a page before gave. What is added meanwhile moves nothing.
    """
    if which == CHANGES:
        found = changes.changes(application, user=user)
        start = int(before) if before and before.isdigit() else 0
        rows = [_change(one) for one in found[start : start + shown]]
        return rows, str(start + shown) if len(found) > start + shown else None
    if which == SEEN and user.may("access_log.read"):
        rows = AccessLog.objects.visible_to(user).filter(subject_id=application.person_id)
        return _cut(rows.select_related("user", "office"), before, shown, _seen)
    rows = Event.objects.visible_to(user).filter(application=application).select_related("by", "office")
    if which == NOTES and user.may("case.health.read"):
        rows = rows.filter(verb="note")
    else:
        rows = rows.exclude(verb="edit")
        if not user.may("case.health.read"):
            rows = rows.exclude(verb="note")
    if not user.may("money.read"):
        rows = rows.exclude(verb__in=OF_MONEY)
    rows = _corrected(rows, application)
    return _cut(rows, before, shown, lambda event: _row(event, user))


def _corrected(rows, application):
    """The rows with ``corrected_at``: when a note was put right by a later one; and with ``paper``, the name of the
    document they are about."""
    about = Document.objects.filter(pk=OuterRef("about"), is_health=False)
    corrected = (
        Event.objects.filter(application=application, verb="note", data__has_key="corrects")
        .annotate(fixed=Cast(KT("data__corrects"), BigIntegerField()))
        .filter(fixed=OuterRef("pk"))
    )
    rows = rows.annotate(
        about=Cast(KT("data__document"), BigIntegerField()), paper=Subquery(about.values("label")[:1])
    )
    return rows.annotate(corrected_at=Subquery(corrected.order_by("-at").values("at")[:1]))


def _cut(rows, before, shown, words):
    """A page by place (instant and id of its last row), not by number."""
    at, _dot, pk = (before or "").rpartition("_")
    at = parse_datetime(at) if at and pk.isdigit() and len(pk) < 19 else None
    if at and timezone.is_aware(at):
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=int(pk)))
    found = list(rows.order_by("-at", "-pk")[: shown + 1])
    last = found[shown - 1] if len(found) > shown else None
    key = f"{last.at.astimezone(UTC).isoformat().replace('+00:00', 'Z')}_{last.pk}" if last else None
    return [words(row) for row in found[:shown]], key


def _row(event, user):
    who = [event.by.full_name if event.by else _("The system")]
    if event.office:
        who.append(event.office.name)
    if happened := event.data.get("happened_on"):
        who.insert(0, _("happened on %(day)s") % {"day": day_words(date.fromisoformat(happened), "long")})
    if event.data.get("after"):
        change = {"before": event.data.get("before") or _("nobody"), "after": event.data["after"]}
        who.insert(0, _("%(before)s → %(after)s") % change)
    if event.verb == "set_aside_letter":
        who.insert(0, str(LetterKind(event.data["letter"]).label))
    if event.verb in ("letter", "attach") and event.paper and user.may("money.read"):
        who.insert(0, event.paper)
    if event.data.get("in_place_of"):
        who.append(_("in the place of %(name)s") % {"name": event.data["in_place_of"]})
    if event.verb == "rank":
        said = _("place %(n)s, funded") if event.data.get("funded") else _("place %(n)s, not funded for now")
        who.insert(0, said % {"n": event.data.get("place") or "–"})
    moved = event.to_status and event.to_status != event.from_status
    if moved:
        who.append(str(Status(event.to_status).label))
    label = LABELS.get(event.verb, event.verb.replace("_", " ").capitalize())
    if event.verb == "note" and event.data.get("corrects"):
        label = _("Correction of the note of %(at)s") % {"at": moment(parse_datetime(event.data["of"]))}
    mine = event.verb == "note" and event.by_id == user.pk
    return {
        "label": label,
        # what people write may be clinical: the administration does not read it
        "text": event.note if user.may("case.health.read") else "",
        "detail": " · ".join(who),
        "at": event.at,
        "key": bool(moved),
        "corrected_at": event.corrected_at,
        "correct": event.pk if mine and not event.corrected_at else None,
        "document": event.about if _reads(user, event) else None,
    }


def _reads(user, event):
    """True when the paper of the event is offered: of health to who reads health data, others to who sees money."""
    return user.may("money.read") and (event.paper is not None or user.may("case.health.read"))


def _seen(row):
    return {"label": row.user.full_name, "detail": f"{row.office.name} · {_(row.what)}", "at": row.at}


def _change(one):
    return {"label": one["label"], "changes": one["changes"], "detail": one["who"], "at": one["at"]}


def of_period(transfer, *, user):
    """The rows of the time before a passage, for the office that gave the case away and for the Plan Office."""
    if user.office.pk not in (transfer.from_office_id, transfer.application.plan_office_id):
        return []
    rows = Event.objects.filter(application=transfer.application, at__lte=transfer.recorded_at)
    rows = rows.exclude(verb="edit").select_related("by", "office")
    if not user.may("case.health.read"):
        rows = rows.exclude(verb="note")
    if not user.may("money.read"):
        rows = rows.exclude(verb__in=OF_MONEY)
    return [
        _row(event, user) | {"correct": None, "document": None}
        for event in _corrected(rows, transfer.application)
    ]
