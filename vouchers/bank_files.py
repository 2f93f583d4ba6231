"""The files for the bank of a run: its payouts as transfers, within the limits of the account that pays."""

from collections import defaultdict
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.refusal import Refused
from papers import store
from vouchers import payers
from vouchers.bank import transfers
from vouchers.bank.letters_banks_take import NAME, TEXT, plain
from vouchers.models import Payment, Payout, RunFile

KIND = "bank_file"
CONTENT_TYPE = "application/xml"
OUT_OF_LIST = (Payment.State.TAKEN_OUT,)


def message_id(run, part, comune=None):
    """B2-202611-17-1: month, run, part; B2-202611-17-C5-1 of a Comune that pays by itself. Never twice, and short
    enough for every bank; a letter tells the Comune from the number a bank adds for the group."""
    whose = f"C{comune.pk}-" if comune else ""
    return f"B2-{run.month:%Y%m}-{run.pk}-{whose}{part}"


def leaving(run, comune=None):
    """The payouts that send money from the account of the Plan Office, or of a Comune that pays by itself."""
    return payers.payouts_of(run, comune).filter(amount__gt=0)


def transfers_of(run, comune=None):
    """[Transfer] of the payouts that leave from one account, in the order of the list.

    Refused, naming the case, when a name has no letter a bank can read.
    """
    months = defaultdict(set)
    rows = run.payments.filter(amount__gt=0).exclude(state__in=OUT_OF_LIST)
    for case, month in rows.order_by().values_list("application_id", "month"):
        months[case].add(month)
    found = []
    for payout in leaving(run, comune).select_related("application"):
        name = plain(payout.payee_name, NAME)
        if not name:
            raise Refused(
                _("Case %(ref)s: no bank can read the name of the account holder. Write it in Latin letters.")
                % {"ref": payout.application.ref}
            )
        found.append(
            transfers.Transfer(
                payout.end_to_end_id,
                name,
                payout.iban,
                payout.amount,
                _text(payout.application.ref, months[payout.application_id]),
            )
        )
    return found


def _text(ref, months):
    """What the family reads on the bank's statement: no name of measure or support, which tell of a disability."""
    words = " ".join(f"{month:%m/%Y}" for month in sorted(months, reverse=True))
    return plain(f"Contributo pratica {ref} {words}", TEXT)


def make(run, account, *, by, at):
    """Write and store every file of the run for the bank of one payer, each once. Returns the RunFile rows.

    ``account``: the TreasuryAccount it pays from. Whatever does not add up or breaks the schema is refused: nothing of
    it is kept.
    """
    sent = transfers_of(run, account.comune)
    try:
        parts = transfers.split(sent, most=account.most_transfers, most_amount=account.most_amount)
    except transfers.Unfit as unfit:
        payout = Payout.objects.select_related("application").get(end_to_end_id=unfit.place)
        raise Refused(
            _(
                "Case %(ref)s: the payment alone is over the most euro of one file. Change the limit of the account."
            )
            % {"ref": payout.application.ref}
        ) from unfit
    rows = [_part(run, account, part, number, by=by, at=at) for number, part in enumerate(parts, start=1)]
    whole = sum((row.total for row in rows), Decimal(0))
    if whole != sum((one.amount for one in leaving(run, account.comune)), Decimal(0)):
        raise Refused(_("The files for the bank do not add up to the list: nothing was kept."))
    return rows


def _part(run, account, part, number, *, by, at):
    key = message_id(run, number, account.comune)
    debtor = transfers.Debtor(plain(account.holder, NAME), account.iban, account.bic, account.cuc)
    local = timezone.localtime(at)
    try:
        data = transfers.message(
            part,
            debtor=debtor,
            version=account.version,
            message_id=key,
            created_at=local,
            execute_on=max(run.value_date, local.date()),  # banks refuse a day that has gone
        )
    except transfers.Unfit as unfit:
        raise Refused(
            _("The file for the bank breaks the standard at %(place)s: nothing was kept.")
            % {"place": unfit.place}
        ) from unfit
    said = transfers.totals(data)
    stored = store.keep(
        data,
        name=f"{key}.xml",
        content_type=CONTENT_TYPE,
        kind=KIND,
        by=by,
        at=at,
        office=run.plan_office,
    )
    return RunFile.objects.create(
        run=run,
        kind=RunFile.Kind.BANK,
        place=account.comune,
        part=number,
        message_id=key,
        transfers=said.count,
        total=said.amount,
        account=account,
        stored=stored,
    )
