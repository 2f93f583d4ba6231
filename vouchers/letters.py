"""What the papers of a run say: plain values for the templates in ``templates/letters``. Papers are in
Italian."""

from collections import OrderedDict
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import override

from accounts.formats import amount, euro, month_words
from applications import letter_texts, letter_words
from applications.letter_values import common as of_case
from applications.letters import Paper, addressee, in_large_print
from applications.models import Application, LetterKind
from eligibility.outcome import Outcome
from vouchers import figures
from vouchers.amounts import of_month
from vouchers.ledger import NOTHING
from vouchers.models import Award, Payment

# why a month is paid now, as a family reads it
CAUSES = {
    Payment.Cause.LATE_AWARD: "perché il buono è stato deciso dopo",
    Payment.Cause.TAKEN_OUT: "perché il pagamento di quel mese era sospeso in attesa di una verifica",
    Payment.Cause.RETURNED: "perché il pagamento di quel mese era tornato indietro",
    Payment.Cause.NOT_PAID_YET: "perché quel mese non era ancora stato pagato",
    Payment.Cause.AMOUNT_CHANGED: "perché l’importo del buono è cambiato",
    Payment.Cause.DAYS_CHANGED: "perché sono cambiati i giorni di assenza di quel mese",
    Payment.Cause.DEATH: "perché il buono finisce con il decesso",
    Payment.Cause.ENDED: "perché il buono è finito prima",
    Payment.Cause.EXPENSES: "secondo il rendiconto delle spese di quel mese",
}
BANK_CAUSES = {
    Payment.Cause.LATE_AWARD: "buono deciso dopo",
    Payment.Cause.TAKEN_OUT: "tolto da un pagamento precedente",
    Payment.Cause.RETURNED: "pagamento tornato indietro",
    Payment.Cause.NOT_PAID_YET: "non ancora pagato",
    Payment.Cause.AMOUNT_CHANGED: "importo cambiato",
    Payment.Cause.DAYS_CHANGED: "giorni di assenza cambiati",
    Payment.Cause.DEATH: "decesso",
    Payment.Cause.ENDED: "buono finito prima",
    Payment.Cause.EXPENSES: "rendiconto delle spese",
}


@dataclass
class CaseSum:
    """The lines of one case in the list."""

    application: Application
    payee_name: str
    iban: str
    lines: list = field(default_factory=list)
    kept: Decimal = NOTHING  # kept back of money received unduly

    @property
    def paid(self):
        """The lines that are paid, without the corrections."""
        return [line for line in self.lines if not line.is_correction]

    @property
    def corrections(self):
        """What had been booked too much and is to come back; amounts without their minus."""
        return [(line, -line.amount) for line in self.lines if line.is_correction]

    @property
    def given_back(self):
        """Euro kept back too much before and paid now."""
        return max(NOTHING, -self.kept)

    @property
    def total(self):
        return sum((line.amount for line in self.paid), NOTHING) - self.kept

    @property
    def arrears(self):
        return [line for line in self.paid if line.cause]

    @property
    def supports(self):
        return " + ".join(OrderedDict.fromkeys(line.component.label for line in self.lines))

    @property
    def notes(self):
        """What is written under the supports, as plain words: arrears, money kept or given back."""
        words = [
            f"di cui {amount(line.amount)} per {month_words(line.month)}: {line.bank_words}"
            for line in self.arrears
        ]
        if self.given_back:
            words.append(f"più {amount(self.given_back)} restituiti, trattenuti in più")
        elif self.kept:
            words.append(f"meno {amount(self.kept)} trattenuti per somme non dovute")
        return words

    @property
    def reason(self):
        return next((line.removed_reason for line in self.lines if line.removed_reason), "")


def cases_of(run, *, removed=False, application=None, place=None):
    """[CaseSum] of the run, or of one case or one Comune: in the list, or those removed from it."""
    lines = run.payments.select_related("application__person", "application__municipality", "component")
    lines = (
        lines.filter(state=Payment.State.TAKEN_OUT)
        if removed
        else lines.exclude(state=Payment.State.TAKEN_OUT)
    )
    if application:
        lines = lines.filter(application=application)
    if place:
        lines = lines.filter(application__municipality=place)
    found = OrderedDict()
    for line in lines:
        line.words = CAUSES.get(line.cause, "")
        line.bank_words = BANK_CAUSES.get(line.cause, "")
        case = found.setdefault(line.application_id, CaseSum(line.application, line.payee_name, line.iban))
        case.lines.append(line)
    if not removed:
        _keep_back(run, found, application, place)
    return list(found.values())


def _keep_back(run, found, application, place):
    """What is kept back or given back, also of a case with nothing else in the list."""
    rows = run.payouts.exclude(set_off=0).select_related("application__person", "application__municipality")
    rows = rows.filter(application=application) if application else rows
    for row in rows.filter(application__municipality=place) if place else rows:
        case = found.setdefault(row.application_id, CaseSum(row.application, row.payee_name, row.iban))
        case.kept = row.set_off


def common(run, name):
    """What every paper of a run says."""
    call = Application.objects.filter(payments__run=run).select_related("call").first()
    with override("it"):
        month = month_words(run.month)
    return {
        "office": run.plan_office,
        "paper": {"name": name, "number": run.number},
        "run": run,
        "month": month,
        "call": call.call if call else None,
        "figures": figures.of(run),
        "approvals": list(
            run.approvals.filter(voided_at__isnull=True).select_related("approved_by__acting_as")
        ),
    }


def signatures(run, approvals):
    """Who prepared, locked and approved, for the foot of a paper."""
    people = [
        ("Preparato da", run.opened_by, run.opened_at),
        ("Elenco bloccato da", run.locked_by, run.locked_at),
    ]
    people += [("Approvato da", one.approved_by, one.approved_at) for one in approvals]
    return [{"role": role, "name": who.full_name, "on": at} for role, who, at in people if who]


def notice(run):
    """Determinazione di liquidazione: what is paid, by support and by Comune, who prepared and who
    approved."""
    context = common(run, "Determinazione di liquidazione")
    with override("it"):
        total = euro(context["figures"].total)
    people = context["figures"].people
    who = "1 persona" if people == 1 else f"{people} persone"
    supports = {line.code: line.component.label for case in cases_of(run) for line in case.lines}
    supports[figures.KEPT_BACK] = "Trattenute per somme non dovute"
    return Paper(
        template="letters/run_notice.html",
        title=f"Paghiamo {total} a {who} per {context['month']}",
        name=f"determinazione-{run.number}.pdf",
        kind="run_notice",
        context=context
        | {
            "supports_rows": [
                {"name": supports[row.name], "people": len(row.people), "now": row.now}
                for row in context["figures"].supports
                if row.now
            ],
            "signatures": signatures(run, context["approvals"]),
        },
    )


def letter(run, application_id):
    """The monthly letter to one person: how much, when, for which months, what to do, whom to call."""
    (case,) = cases_of(run, application=application_id)
    application = Application.objects.select_related(
        "person__municipality", "municipality", "case_manager", "call", "plan_office"
    ).get(pk=application_id)
    award = (
        case.lines[-1].component.award
        if case.lines
        else Award.objects.filter(application=application_id).latest("starts_on")
    )
    amounts, determination = of_month(award, run.month)
    monthly = sum((euro_a_month for _component, euro_a_month in amounts), NOTHING)
    outcome = Outcome.from_json(determination.findings)
    with override("it"):
        month = month_words(run.month)
        total = euro(case.total)
    to = addressee(application.person, on=run.value_date)
    words = letter_texts.in_force(application.plan_office, LetterKind.PAYMENT)
    whose = "il Suo buono" if to.is_person else f"il buono{to.of_person}"
    isee = application.person.isee_set.order_by("-valid_to").first()
    return Paper(
        template="letters/beneficiary_letter.html",
        title=f"{whose[0].upper()}{whose[1:]} della {application.call.programme}: {total} per {month}",
        name=f"lettera-{application.ref}-{run.number}.pdf",
        kind="payment_letter",
        context={
            "office": application.plan_office,
            "paper": {"name": "Lettera", "number": f"{application.ref} · {run.number}"},
            "protocol": {"number": application.ref, "on": run.issued_at},
            "run": run,
            "month": month,
            "case": case,
            "application": application,
            "to": to,
            "large_print": in_large_print(application.person),
            "addressee": to.lines,
            "award": award,
            "monthly": monthly,
            "outcome": outcome,
            "determination": determination,
            "words": words,
            "sections": letter_words.filled(words, of_case(application, to), many=to.is_plural),
            "isee": isee,
        },
    )
