"""What the notices of a case say of its money (``applications.notice_letters``).

A refusal is lazy: the letter is begun in Italian, whoever reads why it cannot be written may not.
"""

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.formats import day_words, euro, month_words
from accounts.refusal import Refused
from applications.models import LetterKind
from applications.notice_letters import source
from vouchers import recoveries
from vouchers.amounts import of_month, total_of
from vouchers.ledger import NOTHING, to_recover
from vouchers.letters import CAUSES
from vouchers.models import AmountChange, Award, Interruption, LedgerEntry

# as a family reads them; the rest of the reasons are in the case
REASONS = {
    Interruption.Reason.HOSPITAL: "un ricovero in ospedale",
    Interruption.Reason.RESPITE: "un ricovero di sollievo in struttura",
    Interruption.Reason.CAREGIVER_AWAY: "chi assiste è assente",
    Interruption.Reason.EXPIRED_EVIDENCE: "l’ISEE o un certificato è scaduto",
    Interruption.Reason.UNREACHABLE: "non siamo riusciti a metterci in contatto",
}
ENDS = {
    Award.EndReason.PLACEMENT: "l’ingresso in una struttura residenziale",
    Award.EndReason.RENOUNCE: "la rinuncia che ci è stata comunicata",
    Award.EndReason.MOVED: "il trasferimento in un altro Ambito",
    Award.EndReason.REQUIREMENT: "manca uno dei requisiti",
    Award.EndReason.FORFEITURE: "la perdita del diritto",
}


def _award(application, **wanted):
    found = application.awards.filter(**wanted).prefetch_related("components").order_by("-starts_on").first()
    if found is None:
        raise Refused(_("The case has no voucher of this kind."))
    return found


def _account(application):
    return application.iban[-4:]


@source(LetterKind.ACCEPTANCE)
def acceptance(application, said):
    """Amount, days and account of the award in force."""
    award = _award(application, ended_at=None)
    amounts, _determination = of_month(award, max(award.starts_on, timezone.localdate(award.awarded_at)))
    rows = [{"label": one.label, "amount": amount} for one, amount in amounts if amount]
    values = {"importo": euro(sum((row["amount"] for row in rows), NOTHING)),
              "dal": day_words(award.starts_on, "long"), "al": day_words(award.ends_on, "long"),
              "conto": _account(application)}  # fmt: skip
    return values, {"amounts": rows, "legal_act": application.call.act}


@source(LetterKind.AMOUNT_CHANGE)
def amount_change(application, said):
    """The newest change of an amount: what each support was worth, and what it is worth from when."""
    award = _award(application, ended_at=None)
    changes = AmountChange.objects.filter(component__award=award).order_by("pk")
    last = changes.last()
    if last is None:
        raise Refused(_("No amount of this case has changed."))
    now = [one for one in changes if one.decided_at == last.decided_at]
    before = {one.pk: one.monthly_amount for one in award.components.all()}
    for one in changes:
        if one.decided_at < last.decided_at:
            before[one.component_id] = one.monthly_amount
    after = before | {one.component_id: one.monthly_amount for one in now}
    values = {
        "importo_prima": euro(sum(before.values(), NOTHING)),
        "importo": euro(sum(after.values(), NOTHING)),
        "dal": day_words(last.from_month, "long"),
        "motivo": last.reason.rstrip("."),
    }
    rows = [
        {"label": one.label, "before": before[one.pk], "after": after[one.pk]}
        for one in award.components.all()
    ]
    return values, {"change": rows, "legal_act": application.call.act}


@source(LetterKind.SUSPENSION)
def suspension(application, said):
    """From when, and why; a reason only the case knows is typed by who sends the letter."""
    row = application.interruptions.filter(ends_on=None).first()
    if row is None:
        raise Refused(_("The voucher is not suspended."))
    reason = said.get("reason") or REASONS.get(row.reason) or row.note.rstrip(".") or row.get_reason_display()
    return {"dal": day_words(row.starts_on, "long"), "motivo": reason}, {"legal_act": application.call.act}


@source(LetterKind.RESUMPTION)
def resumption(application, said):
    """The day after the last one away."""
    row = application.interruptions.exclude(ends_on=None).order_by("-ends_on").first()
    if row is None or application.interruptions.filter(ends_on=None).exists():
        raise Refused(_("No suspension of this case has ended."))
    award = _award(application, ended_at=None)
    first = row.ends_on.fromordinal(row.ends_on.toordinal() + 1)
    values = {
        "dal": day_words(first, "long"),
        "importo": euro(total_of(award, first)),
        "conto": _account(application),
    }
    return values, {"legal_act": application.call.act}


def _why_ended(application, award):
    """What happened, in the words of a letter; of a forfeiture and of another reason, those of who ended it."""
    words = ENDS.get(award.end_reason, "")
    if award.end_reason in (Award.EndReason.FORFEITURE, Award.EndReason.OTHER):
        event = application.events.filter(verb="close", at=award.ended_at).first()
        words = ": ".join(filter(None, (words, event.note.strip().rstrip(".") if event else "")))
    return words or award.get_end_reason_display()


@source(LetterKind.END)
def end(application, said):
    """The last day due, and why the voucher ends."""
    award = _award(application, ended_at__isnull=False)
    reason = said.get("reason") or _why_ended(application, award)
    return {"al": day_words(award.ends_on, "long"), "motivo": reason}, {"legal_act": application.call.act}


_why_not_asked = lazy(recoveries.why_not_asked, str)


@source(LetterKind.CLAIM)
def claim(application, said):
    """What is still to come back, and the months it comes from, each with its cause."""
    owed = to_recover(application)
    if owed <= NOTHING:
        raise Refused(_("Nothing is to come back for this case."))
    if recoveries.why_not_asked(application):
        raise Refused(_why_not_asked(application))
    entries = application.ledger.filter(account=LedgerEntry.Account.RECEIVABLE, payment__isnull=False)
    rows = [
        {
            "month": month_words(one.payment.month),
            "why": CAUSES.get(one.payment.cause, "").removeprefix("perché "),
            "amount": one.amount,
        }
        for one in entries.select_related("payment").order_by("payment__month", "pk")
    ]
    undue = sum((row["amount"] for row in rows), NOTHING)
    reason = said.get("reason") or ", ".join(dict.fromkeys(row["why"] for row in rows if row["why"]))
    values = {"importo": euro(owed), "motivo": (reason or "il conto dei mesi è cambiato").rstrip(".")}
    return values, {"undue": rows, "came_back": max(undue - owed, NOTHING), "legal_act": application.call.act}
