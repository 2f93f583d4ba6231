"""The timeline of a case: what happened and what was written, by whom and when. History, never edited."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.formats import day_words
from accounts.models import AccessLog
from applications.models import Event
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
    "write_profile": gettext_lazy("INPS minimum profile written"),
    "void_signatures": gettext_lazy("Signatures void: the assessment changed"),
    "write_plan": gettext_lazy("Individual Plan written"),
    "submit_plan": gettext_lazy("Plan sent for approval"),
    "return_plan": gettext_lazy("Plan returned"),
    "approve_plan": gettext_lazy("Plan approved"),
    "notify_refusal": gettext_lazy("Notice of refusal sent"),
    "record_observations": gettext_lazy("Observations recorded"),
    "answer_observations": gettext_lazy("Observations answered"),
    "withdraw_notice": gettext_lazy("Notice of refusal withdrawn"),
    "record_delivery": gettext_lazy("Delivery of a letter recorded"),
    "reject": gettext_lazy("Application rejected"),
    "reopen": gettext_lazy("Case reopened"),
    "withdraw": gettext_lazy("Application withdrawn"),
    "hold": gettext_lazy("Put on the waiting list"),
    "activate": gettext_lazy("Voucher awarded"),
    "award": gettext_lazy("Voucher awarded"),
    "suspend": gettext_lazy("Voucher suspended"),
    "resume": gettext_lazy("Voucher resumed"),
    "close": gettext_lazy("Case closed"),
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
    "change_amount": gettext_lazy("Amount decided again"),
    "record_appeal": gettext_lazy("Review asked for"),
    "decide_appeal": gettext_lazy("Review decided"),
    "record_death": gettext_lazy("Death recorded"),
    "take_back_death": gettext_lazy("Death taken back: it was a mistake"),
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


def events(application, *, user, which, everything=False):
    """(rows for ``components/_timeline.html``, how many more there are). One or two queries."""
    if which == SEEN and user.may("access_log.read"):
        return _seen(application, user, everything)
    rows = Event.objects.visible_to(user).filter(application=application).select_related("by", "office")
    if which == NOTES and user.may("case.health.read"):
        rows = rows.filter(verb="note")
    elif which == CHANGES:
        rows = rows.filter(verb="edit")
    else:
        rows = rows.exclude(verb="edit")
        if not user.may("case.health.read"):
            rows = rows.exclude(verb="note")
    if not user.may("money.read"):
        rows = rows.exclude(verb__in=OF_MONEY)
    return _cut(rows, everything, lambda event: _row(event, user))


def _cut(rows, everything, words):
    found = list(rows if everything else rows[: SHOWN + 1])
    more = 0
    if not everything and len(found) > SHOWN:
        more = rows.count() - SHOWN
        found = found[:SHOWN]
    return [words(row) for row in found], more


def _row(event, user):
    who = [event.by.full_name if event.by else _("The system")]
    if event.office:
        who.append(event.office.name)
    if happened := event.data.get("happened_on"):
        who.insert(0, _("happened on %(day)s") % {"day": day_words(date.fromisoformat(happened), "long")})
    if event.data.get("after"):
        change = {"before": event.data.get("before") or _("nobody"), "after": event.data["after"]}
        who.insert(0, _("%(before)s → %(after)s") % change)
    moved = event.to_status and event.to_status != event.from_status
    if moved:
        who.append(str(Status(event.to_status).label))
    return {
        "label": LABELS.get(event.verb, event.verb.replace("_", " ").capitalize()),
        # what people write may be clinical: the administration does not read it
        "text": event.note if user.may("case.health.read") else "",
        "detail": " · ".join(who),
        "at": event.at,
        "key": bool(moved),
    }


def _seen(application, user, everything):
    rows = (
        AccessLog.objects.visible_to(user)
        .filter(subject_id=application.person_id)
        .select_related("user", "office")
    )
    return _cut(
        rows,
        everything,
        lambda row: {
            "label": row.user.full_name,
            "text": "",
            "detail": f"{row.office.name} · {row.what}",
            "at": row.at,
            "key": False,
        },
    )


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
    return [_row(event, user) for event in rows]
